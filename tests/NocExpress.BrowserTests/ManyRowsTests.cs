using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;
using Xunit.Abstractions;

namespace NocExpress.BrowserTests;

/// <summary>
/// The page with more rows than anybody reads, and figures of how quick it is and what it needs. NOCEXPRESS_PAGE_REQUESTS says how many requests there
/// are, and ten tickets to a hundred of them; it is small unless set.
/// </summary>
[Trait("Category", "Page")]
public sealed class ManyRowsTests(ITestOutputHelper output) : PageTest
{
    private const int Clients = 8;
    private const int Clicks = 20;

    /// <summary>Notes when each ticket stands on the screen: after its row is there, and the next picture is drawn.</summary>
    private const string Watch = """
        () => {
            window.shown = {};
            new MutationObserver(changes => {
                const numbers = changes.flatMap(change => [...change.addedNodes]).map(row => row.querySelector?.('.open')?.textContent);
                requestAnimationFrame(() => setTimeout(() => numbers.forEach(number => { window.shown[number] ??= Date.now(); })));
            }).observe(document.getElementById('ticket-rows'), { childList: true });
        }
        """;

    /// <summary>Opens a row, and tells how many milliseconds later what is in it is on the screen.</summary>
    private const string Click = """
        async selector => {
            const button = document.querySelector(selector);
            const began = performance.now();
            button.click();
            const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
            for (await frame(); document.getElementById(button.getAttribute('aria-controls'))?.textContent === 'Loading…'; await frame()) { }
            const took = performance.now() - began;
            button.click();
            return took;
        }
        """;

    private static readonly int _requests = int.Parse(Environment.GetEnvironmentVariable("NOCEXPRESS_PAGE_REQUESTS") ?? "1000", CultureInfo.InvariantCulture);
    private static readonly int _tickets = _requests / 10;

    [BrowserFact]
    public async Task Many_tickets_and_requests_leave_the_page_a_window_of_rows()
    {
        double empty = await MemoryAsync();

        // To measure the memory stops the page for a while, some time later.
        await Task.Delay(2000);
        await Page.EvaluateAsync(Watch);
        for (int i = 0; i < 20; i++)
        {
            await Client.CreateAsync();
            await Task.Delay(20);
        }

        await Expect(Page.Locator("#ticket-count")).ToHaveTextAsync("20");
        Report("a ticket is shown after it was stored, ms", await DelaysAsync());

        Task all = SendAsync();
        List<double> meanwhile = [];
        while (!all.IsCompleted && meanwhile.Count < Clicks)
        {
            meanwhile.Add(await Page.EvaluateAsync<double>(Click, "#request-rows .open"));
            await Task.Delay(100);
        }

        Report("a click while they arrive is answered after, ms", meanwhile);
        await all;

        await Expect(Page.Locator("#ticket-count")).ToHaveTextAsync($"{_tickets + 20:N0}");
        await Expect(Page.Locator("#request-count")).ToHaveTextAsync($"{_requests + _tickets + 21:N0}");
        await Expect(Page.Locator("#ticket-rows .open")).ToHaveCountAsync(25);
        await Expect(Page.Locator("#request-rows .open")).ToHaveCountAsync(25);
        List<double> afterwards = [];
        for (int i = 0; i < Clicks; i++)
        {
            afterwards.Add(await Page.EvaluateAsync<double>(Click, $"#{(i % 2 == 0 ? "request" : "ticket")}-rows tr:nth-child({i + 1}) .open"));
        }

        Report("a click afterwards is answered after, ms", afterwards);
        output.WriteLine($"{_requests:N0} requests, {_tickets:N0} tickets: the page's process has {await MemoryAsync():N0} MB, {empty:N0} MB when it was empty");
    }

    private Task SendAsync() => Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
    {
        for (int i = client; i < _requests; i += Clients)
        {
            await Client.AskAsync("api/v1/noc/companies/sites?search=Minneapolis");
            if (i % 10 == 0)
            {
                await Client.CreateAsync();
            }
        }
    }));

    /// <summary>By the sandbox's clock and the browser's, which are one.</summary>
    private async Task<List<double>> DelaysAsync()
    {
        Dictionary<string, double> stored = (await ControlAsync("tickets")).AsArray().ToDictionary(
            ticket => $"{ticket!["id"]}",
            ticket => (double)((DateTimeOffset)ticket!["date_entered"]!).ToUnixTimeMilliseconds());
        JsonElement shown = await Page.EvaluateAsync<JsonElement>("new Promise(done => setTimeout(() => done(Object.entries(window.shown)), 500))");
        return [.. shown.EnumerateArray().Select(entry => entry[1].GetDouble() - stored[entry[0].GetString()!])];
    }

    /// <summary>What the process of the page has in memory for itself, in megabytes, as Chromium's own task manager counts it; NaN where no system tells.</summary>
    private async Task<double> MemoryAsync()
    {
        ICDPSession browser = await Page.Context.Browser!.NewBrowserCDPSessionAsync();
        JsonElement? answer = await browser.SendAsync("SystemInfo.getProcessInfo");
        int[] pages =
        [
            .. from process in answer!.Value.GetProperty("processInfo").EnumerateArray()
               where process.GetProperty("type").GetString() == "renderer"
               select process.GetProperty("id").GetInt32(),
        ];
        return pages.Max(page => File.Exists($"/proc/{page}/status") ? Footprint(page) : double.NaN);
    }

    private static double Footprint(int process) =>
        (from line in File.ReadLines($"/proc/{process}/status")
         where line.StartsWith("RssAnon:", StringComparison.Ordinal) || line.StartsWith("VmSwap:", StringComparison.Ordinal)
         select double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024).Sum();

    private void Report(string what, List<double> values)
    {
        values.Sort();
        output.WriteLine(values.Count == 0
            ? $"{what}: nothing to measure"
            : $"{what}: median {values[values.Count / 2]:N0}, slowest {values[^1]:N0}, of {values.Count}");
    }
}
