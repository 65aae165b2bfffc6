using System;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace NocExpress.BrowserTests;

/// <summary>What came from a client is text on the page: never markup, a script or a link, and it turns no other text around.</summary>
public sealed class HostileTextTests : PageTest
{
    private const string Markup = "<img src=x onerror=alert(1)><script>alert(2)</script><a href='javascript:alert(3)'>here</a>";

    [BrowserTheory]
    [InlineData(Markup)]
    [InlineData("javascript:alert(1)")]
    [InlineData("\"><svg onload=alert(1)>")]
    [InlineData("{{constructor.constructor('alert(1)')()}} ${alert(1)}")]
    public async Task A_description_a_contact_and_a_file_name_stay_text(string text)
    {
        string fileName = text.Replace("\"", "%22", StringComparison.Ordinal) + ".pdf";
        await Client.CreateAsync(text, fileName, contact: text[..Math.Min(62, text.Length)]);

        await OpenAllAsync();

        await Expect(Table("The 13 parts, as they arrived").First).ToContainTextAsync(text);
        await Expect(Table("Attachments").First).ToContainTextAsync(text + ".pdf");
        await NothingCameOfItAsync();
    }

    [BrowserFact]
    public async Task A_path_a_query_and_the_name_of_a_client_stay_text()
    {
        await Client.AskAsync($"api/{Uri.EscapeDataString(Markup)}?q={Markup}", userAgent: Markup);

        await OpenAllAsync();

        await Expect(Page.Locator("#request-rows")).ToContainTextAsync("/api/<img src=x onerror=alert(1)>");
        await Expect(Page.Locator("#request-rows td:nth-child(5)").First).ToHaveTextAsync(Markup);
        await NothingCameOfItAsync();
    }

    [BrowserFact]
    public async Task A_mark_that_turns_the_direction_is_shown_and_turns_nothing()
    {
        await Client.CreateAsync("before\u202Eafter\u2066\u200F \u0007", "invoice\u202Efdp.pdf");

        await OpenAllAsync();

        await Expect(Table("The 13 parts, as they arrived").First).ToContainTextAsync(@"before\u{202e}after\u{2066}\u{200f} \u{7}");
        await Expect(Table("Attachments").First).ToContainTextAsync(@"invoice\u{202e}fdp.pdf");
        Assert.DoesNotMatch("[\u202A-\u202E\u2066-\u2069\u200F]", await Page.Locator("body").InnerTextAsync());
    }

    [BrowserFact]
    public async Task A_text_of_ten_thousand_characters_widens_nothing()
    {
        await Client.CreateAsync(new string('x', 10_000), new string('y', 200) + ".pdf");

        await ChangeTicketAsync(8_100_001, new string('z', 300));
        await Client.AskAsync($"api/{new string('p', 3000)}", userAgent: new string('u', 3000));

        await OpenAllAsync();

        await Expect(Table("The 13 parts, as they arrived").First).ToContainTextAsync(new string('x', 10_000));
        await NothingRunsOverAsync();
        await Page.SetViewportSizeAsync(390, 844);
        await NothingRunsOverAsync();
    }

    [BrowserFact]
    public async Task The_secret_and_the_token_of_a_client_are_not_shown()
    {
        await Client.AskAsync("api/v1/noc/companies/sites");

        await OpenAllAsync();

        string text = await Page.Locator("#request-rows").InnerTextAsync();
        Assert.Contains("Bearer …", text, StringComparison.Ordinal);
        Assert.Contains("Basic …", text, StringComparison.Ordinal);
    }

    private async Task NothingRunsOverAsync()
    {
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        const string over = "[...document.querySelectorAll('td, th')].filter(cell => cell.scrollWidth > cell.clientWidth).map(cell => cell.textContent)";
        Assert.Empty(await Page.EvaluateAsync<string[]>(over));
    }

    /// <summary>Opens each ticket and each request.</summary>
    private async Task OpenAllAsync()
    {
        int requests = (await ControlAsync("requests")).AsArray().Count;
        await Expect(Page.Locator("#request-rows .open")).ToHaveCountAsync(requests);
        foreach (ILocator button in await Page.Locator(".open").AllAsync())
        {
            await button.ClickAsync();
        }

        await Expect(Page.Locator(".detail", new() { HasText = "Loading…" })).ToHaveCountAsync(0);
        foreach (ILocator summary in await Page.Locator(".detail summary").AllAsync())
        {
            await summary.ClickAsync();
        }
    }

    private async Task NothingCameOfItAsync()
    {
        Assert.Equal(0, await Page.Locator("main a, main img, main iframe, body script, body style, [onerror], [onload], [style]:not(#limit-mark)").CountAsync());
    }
}
