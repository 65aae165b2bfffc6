using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Module;

public sealed class QuickstartTests
{
    [Fact]
    public async Task The_quickstart_opens_tickets_and_shows_them_in_tables()
    {
        (int exitCode, string output) = await ChildProcess.RunAsync(ChildProcess.Program("src", "NocExpress.Quickstart"), []);

        Assert.True(exitCode == 0, output);
        Assert.Matches("Id +Status +SiteName +Issue +LastUpdated", output);
        Assert.Contains("Done: 12 tickets.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_quickstart_leaves_its_sandbox_up_where_it_is_told_to_stay()
    {
        using Process quickstart = ChildProcess.Start(
            ChildProcess.Program("src", "NocExpress.Quickstart"), ["--stay"], new Dictionary<string, string>());
        try
        {
            string? line;
            Match page;
            do
            {
                line = await quickstart.StandardOutput.ReadLineAsync();
                page = Regex.Match(line ?? "", "^The sandbox stays up: open (http://[^ ]+) in a browser");
            }
            while (line is not null && !page.Success);

            using HttpClient browser = new() { BaseAddress = new Uri(page.Groups[1].Value) };
            Assert.Contains("<title>NOCExpress sandbox</title>", await browser.GetStringAsync(""), StringComparison.Ordinal);
            Assert.Equal(12, (await browser.GetFromJsonAsync<JsonArray>("_sandbox/tickets"))!.Count);
        }
        finally
        {
            quickstart.Kill();
            await quickstart.WaitForExitAsync();
        }
    }
}
