using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace NocExpress.BrowserTests;

/// <summary>All of the page is done without a mouse.</summary>
public sealed class KeyboardTests : PageTest
{
    private const int MostSteps = 200;

    [BrowserFact]
    public async Task A_ticket_is_opened_changed_and_closed_by_keys()
    {
        await Client.CreateAsync();
        await Expect(Page.Locator("#ticket-rows .open")).ToHaveCountAsync(1);

        await TabToAsync("#ticket-rows .open");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("#ticket-rows .detail")).ToContainTextAsync("Opened by request");
        await TabToAsync("#ticket-rows .detail summary");
        await Page.Keyboard.PressAsync("Space");
        await TabToAsync("#ticket-rows .detail select");
        await Page.Keyboard.TypeAsync("resolve");
        await TabToAsync("#ticket-rows .detail .send");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("#ticket-rows td .badge").First).ToHaveTextAsync("Resolved");

        await Page.Locator("#ticket-rows .open").FocusAsync();
        await Page.Keyboard.PressAsync("Space");
        await Expect(Page.Locator("#ticket-rows .detail")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_fault_is_switched_on_and_off_by_keys()
    {
        await TabToAsync("#fault-presets button");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("#fault-list li")).ToHaveCountAsync(1);

        await TabToAsync("#fault-list button");
        await Page.Keyboard.PressAsync("Enter");

        await Expect(Page.Locator("#fault-list li")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_behaviour_is_set_by_keys()
    {
        await TabToAsync("#behaviours details > summary");
        await Page.Keyboard.PressAsync("Enter");
        await TabToAsync("#behaviour-list > .flag input");
        await Page.Keyboard.PressAsync("Space");

        await Expect(Page.Locator("#behaviour-changes li")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task The_sandbox_is_reset_by_keys_and_Escape_keeps_it()
    {
        await Client.CreateAsync();
        await TabToAsync("#reset");
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Page.Locator("#ticket-rows tr")).ToHaveCountAsync(1);
        await Expect(Page.Locator("#reset")).ToBeFocusedAsync();

        await Page.Keyboard.PressAsync("Enter");
        await TabToAsync("#reset-confirm");
        await Page.Keyboard.PressAsync("Enter");

        await Expect(Page.Locator("#ticket-rows tr")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task What_has_the_focus_keeps_it_while_its_row_changes()
    {
        await Client.CreateAsync();
        await Page.Locator("#ticket-rows .open").FocusAsync();
        await ChangeTicketAsync(8_100_001, "In Progress");
        await Expect(Page.Locator("#ticket-rows td .badge").First).ToHaveTextAsync("In Progress");
        await Expect(Page.Locator("#ticket-rows .open")).ToBeFocusedAsync();

        await Button("Switch on: Refuse two reads").ClickAsync();
        await Button("Switch off fault 1").FocusAsync();
        await Client.AskAsync("api");
        await Expect(Page.Locator("#fault-list")).ToContainTextAsync("has struck 1 of the 1 request");
        await Expect(Button("Switch off fault 1")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("#faults")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task The_first_key_leads_past_the_header()
    {
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.Locator(".skip")).ToBeInViewportAsync();
        await Page.Keyboard.PressAsync("Enter");

        await Expect(Page.Locator("#tickets")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Whatever_has_the_focus_shows_it()
    {
        await Client.CreateAsync();
        await Expect(Page.Locator("#ticket-rows .open")).ToHaveCountAsync(1);
        int steps = 0;
        await Page.Keyboard.PressAsync("Tab");
        while (await HasFocusAsync())
        {
            steps++;
            Assert.Equal("solid", await Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.True(steps > 15);

        // Behind the last one comes the browser's own window.
        Task<bool> HasFocusAsync() => Page.EvaluateAsync<bool>("document.activeElement !== document.body");
    }

    private async Task TabToAsync(string selector)
    {
        ILocator wanted = Page.Locator(selector).First;
        for (int step = 0; step < MostSteps; step++)
        {
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"No key leads to {selector}.");
    }
}
