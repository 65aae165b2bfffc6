using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace NocExpress.BrowserTests;

/// <summary>What happens in the sandbox is on the page, and what is clicked on the page happens in the sandbox.</summary>
public sealed class LiveTests : PageTest
{
    [BrowserFact]
    public async Task Tickets_of_a_runbook_appear_without_a_reload()
    {
        await Expect(Page.Locator("#ticket-empty")).ToBeVisibleAsync();

        string[] opened = (await RunAsync(Runbook)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        await Expect(Page.Locator("#ticket-rows .open")).ToHaveTextAsync(opened.Order().Reverse());
        await Expect(Page.Locator("#ticket-count")).ToHaveTextAsync($"{opened.Length}");
        Assert.Equal(11, opened.Length);
    }

    [BrowserFact]
    public async Task A_fault_that_is_switched_on_by_a_click_shows_in_the_next_run()
    {
        await Button("Switch on: Lose the answer of a ticket").ClickAsync();
        await Expect(Page.Locator("#fault-list")).ToContainTextAsync("Fault 1 waits for its first request");
        await Expect(Page.Locator("#news")).ToHaveTextAsync("Fault 1 is on");

        string output = await RunAsync(Runbook);

        Assert.Contains("NocOutcomeUnknown", output, StringComparison.Ordinal);
        await Expect(Page.Locator("#fault-list")).ToContainTextAsync("has struck 1 of the ");
        await Expect(Page.Locator("#request-rows tr", new() { HasText = "fault 1" })).ToHaveCountAsync(1);
        await Button("Switch off fault 1").ClickAsync();
        await Expect(Page.Locator("#fault-none")).ToBeVisibleAsync();
        await Expect(Page.Locator("#news")).ToHaveTextAsync("Fault 1 is off");
        Assert.Empty((await ControlAsync("faults")).AsArray());
    }

    [BrowserFact]
    public async Task A_ticket_opens_to_its_parts_and_files_as_they_arrived()
    {
        await Client.CreateAsync();
        await Page.Locator("#ticket-rows .open").ClickAsync();

        ILocator files = Table("Attachments");
        await Expect(files).ToContainTextAsync("plan.pdf");
        await Expect(files).ToContainTextAsync("2.0 KiB");
        await Expect(files).ToContainTextAsync("e5a00aa9991ac8a5ee3109844d84a55583bd20572ad3ffcd42792f3c36b183ad");
        await Expect(files).ToContainTextAsync("stored");
        ILocator parts = Table("The 13 parts, as they arrived");
        await Expect(parts).ToContainTextAsync("initial_description");
        await Expect(parts).ToContainTextAsync("The modem has no light.");
        await Expect(parts).ToContainTextAsync("Content-Disposition: form-data; name=initial_description");
    }

    [BrowserFact]
    public async Task A_state_that_is_set_by_hand_is_what_the_module_reads()
    {
        await Client.CreateAsync();
        await Page.Locator("#ticket-rows .open").ClickAsync();
        await Page.GetByText("Change it by hand").ClickAsync();
        await Page.Locator("#ticket-rows").GetByLabel("status", new() { Exact = true }).FillAsync("Dispatch Scheduled");
        await Button("Change it").ClickAsync();

        await Expect(Page.Locator("#ticket-rows td .badge").First).ToHaveTextAsync("Dispatch Scheduled");
        Assert.Contains(
            "Dispatch Scheduled",
            await RunAsync("Connect-NocExpress; (Get-NocTicket 8100001).StatusName"),
            StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Every_switch_of_the_sandbox_stands_on_the_page()
    {
        JsonObject switches = (await ControlAsync("switches")).AsObject();
        foreach ((string group, string place) in new[] { ("behaviour", "#behaviour-list"), ("fault", "#fault-form"), ("clock", "#clock-form") })
        {
            string[] keys = [.. switches[group]!.AsArray().SelectMany(KeysOf)];

            Assert.Equal(keys, await Page.Locator($"{place} .switch > label, {place} .group > summary code:first-child").AllTextContentsAsync());
        }

        static string[] KeysOf(JsonNode? one) => [(string)one!["key"]!, .. one["keys"]?.AsArray().SelectMany(KeysOf) ?? []];
    }

    [BrowserFact]
    public async Task A_behaviour_that_is_set_holds_at_once_and_is_put_back()
    {
        await Page.GetByText("All of them").ClickAsync();
        await Page.GetByLabel("extraFields").CheckAsync();
        await Page.Locator("#behaviour-list > .switch").GetByLabel("envelope").SelectOptionAsync("data");

        await Expect(Page.Locator("#behaviour-changes li")).ToHaveCountAsync(2);
        Assert.Equal("data", (string)(await ControlAsync("behaviour"))["envelope"]!);

        await Button("Put back: envelope").ClickAsync();
        await Button("Put back: extraFields").ClickAsync();
        await Expect(Page.Locator("#behaviour-changes li")).ToHaveCountAsync(0);
        Assert.False((bool)(await ControlAsync("behaviour"))["extraFields"]!);
    }

    [BrowserFact]
    public async Task A_behaviour_that_cannot_be_is_refused_in_the_words_of_the_sandbox()
    {
        AllowRefusals();
        await Page.GetByText("All of them").ClickAsync();
        await Page.GetByLabel("siteCount").FillAsync("-1");
        await Page.GetByLabel("siteCount").BlurAsync();

        await Expect(Page.Locator("#behaviour-list .error").First).ToHaveTextAsync("siteCount is from 0 to 10000000.");
    }

    [BrowserFact]
    public async Task Tickets_are_found_and_put_in_the_order_of_their_sites()
    {
        await RunAsync(Runbook);
        ILocator sites = Page.Locator("#ticket-rows td:nth-child(2)");
        await Expect(sites).ToHaveCountAsync(11);
        string[] newestFirst = [.. await sites.AllTextContentsAsync()];

        await Page.Locator("#ticket-order").SelectOptionAsync("site");
        await Expect(sites).ToHaveTextAsync(newestFirst.Order(StringComparer.OrdinalIgnoreCase));
        await Page.Locator("#ticket-search").FillAsync("northgate");

        await Expect(Page.Locator("#ticket-rows tr")).ToHaveCountAsync(2);
        await Client.CreateAsync();
        await Expect(Page.Locator("#ticket-rows tr")).ToHaveCountAsync(3);
    }

    [BrowserFact]
    public async Task A_search_that_finds_nothing_says_that_nothing_matches()
    {
        await Client.CreateAsync();
        await Expect(Page.Locator("#ticket-rows tr")).ToHaveCountAsync(1);
        await Page.Locator("#ticket-search").FillAsync("nowhere");

        await Expect(Page.Locator("#ticket-none")).ToHaveTextAsync("No ticket matches.");
        await Expect(Page.Locator("#ticket-none")).ToBeVisibleAsync();
        await Expect(Page.Locator("#ticket-empty")).ToBeHiddenAsync();

        await Page.Locator("#ticket-search").FillAsync("");
        await Expect(Page.Locator("#ticket-rows tr")).ToHaveCountAsync(1);
        await Expect(Page.Locator("#ticket-none")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task Before_anything_is_known_nothing_is_said_to_be_missing()
    {
        await Expect(Page.Locator("#request-empty")).ToHaveTextAsync("Nothing has arrived yet.");
        await Page.RouteAsync("**/_sandbox/page/events", route => Task.CompletedTask);
        await Page.ReloadAsync();

        await Expect(Page.Locator("#fault-presets li")).ToHaveCountAsync(6);
        await Expect(Page.Locator("#connection")).ToHaveTextAsync("Connecting…");
        await Expect(Page.Locator("#request-empty")).ToBeHiddenAsync();
        await Expect(Page.Locator("#ticket-empty")).ToBeHiddenAsync();
        await Expect(Page.Locator("#fault-none")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task A_ticket_of_another_day_shows_its_date()
    {
        ILocator opened = Page.Locator("#ticket-rows td time");
        await Client.CreateAsync();
        await Expect(opened).ToHaveTextAsync(new Regex("^[0-9]{2}:[0-9]{2}:[0-9]{2}$"));

        await TurnClockAsync(new { now = "2100-01-05T12:10:00Z", runs = false });
        await Client.CreateAsync();

        await Expect(opened.First).ToHaveTextAsync(new Regex("^2100-01-0[56] [0-9]{2}:[0-9]{2}:[0-9]{2}$"));
    }

    [BrowserFact]
    public async Task A_reset_is_asked_about_and_empties_the_page()
    {
        await Client.CreateAsync();
        await Expect(Page.Locator("#ticket-rows tr")).ToHaveCountAsync(1);
        await Button("Reset…").ClickAsync();
        await Button("Keep them").ClickAsync();
        await Expect(Page.Locator("#ticket-rows tr")).ToHaveCountAsync(1);

        await Button("Reset…").ClickAsync();
        await Button("Reset").ClickAsync();

        await Expect(Page.Locator("#ticket-rows tr")).ToHaveCountAsync(0);
        await Expect(Page.Locator("#request-count")).ToHaveTextAsync("0");
    }

    [BrowserFact]
    public async Task A_sandbox_that_is_started_again_is_followed_from_its_beginning()
    {
        AllowRefusals();
        await Client.CreateAsync();
        await Expect(Page.Locator("#ticket-rows tr")).ToHaveCountAsync(1);

        await StartAnewAsync(() => Expect(Page.Locator("#connection")).ToContainTextAsync("does not answer"));

        await Expect(Page.Locator("#connection")).ToHaveTextAsync("live");
        await Expect(Page.Locator("#ticket-rows tr")).ToHaveCountAsync(0);
        await Client.CreateAsync();
        await Expect(Page.Locator("#ticket-rows tr")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task A_request_that_is_read_stays_open_while_others_arrive()
    {
        await Client.AskAsync("api/first");
        await Expect(Page.Locator("#request-count")).ToHaveTextAsync("2");
        await Page.Locator("#request-rows .open").First.ClickAsync();
        await Expect(Page.Locator("#request-rows .detail")).ToContainTextAsync("api/first");

        await Task.WhenAll(Enumerable.Range(0, 300).Select(number => Client.AskAsync($"api/{number}")));

        await Expect(Page.Locator("#request-count")).ToHaveTextAsync("302");
        await Expect(Page.Locator("#request-rows .detail")).ToContainTextAsync("api/first");
        foreach (int rows in new[] { 125, 225, 302 })
        {
            await Page.Locator("#request-more").ClickAsync();
            await Expect(Page.Locator("#request-rows .open")).ToHaveCountAsync(rows);
        }

        await Expect(Page.Locator("#request-more")).ToBeHiddenAsync();
        string[] numbers = [.. await Page.Locator("#request-rows .open").AllTextContentsAsync()];
        Assert.Equal(Enumerable.Range(1, 302).Reverse().Select(number => $"{number}"), numbers);
    }

    [BrowserFact]
    public async Task Of_many_requests_the_newest_are_there_and_older_ones_come_when_asked_for()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async part =>
        {
            for (int i = 0; i < 125; i++)
            {
                await Client.AskAsync($"api/{part}/{i}");
            }
        }));

        await Expect(Page.Locator("#request-count")).ToHaveTextAsync("1,001");
        await Expect(Page.Locator("#request-rows tr")).ToHaveCountAsync(25);
        await Expect(Page.Locator("#request-rows .open").First).ToHaveTextAsync("1001");
        await Page.Locator("#request-more").ClickAsync();
        await Expect(Page.Locator("#request-rows tr")).ToHaveCountAsync(125);
        string[] numbers = [.. await Page.Locator("#request-rows .open").AllTextContentsAsync()];
        Assert.Equal(Enumerable.Range(877, 125).Reverse().Select(number => $"{number}"), numbers);
    }
}
