using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace NocExpress.Tests.Journal;

/// <summary>
/// A process that opens tickets for 200 sites with a journal is killed at random instants and started again until it ends: no ticket
/// twice, none lost. NOCEXPRESS_KILLS says how many kills at the least, and is small unless set.
/// </summary>
[Trait("Category", "Chaos")]
public sealed partial class KillTests(ITestOutputHelper output) : TicketTest
{
    private const string Create = "tickets/external";

    private static readonly int _kills = int.Parse(Environment.GetEnvironmentVariable("NOCEXPRESS_KILLS") ?? "3", CultureInfo.InvariantCulture);

    protected override SandboxOptions Options => new() { RequestsPerMinute = 0, Sites = 218 };

    [Fact]
    public async Task A_run_that_is_killed_at_any_instant_and_started_again_opens_each_ticket_once()
    {
        Random random = new(42);
        Stopwatch watch = Stopwatch.StartNew();
        string[] sites = [.. Run("Get-NocSite | Where-Object Macnum | ForEach-Object Macnum").ShouldHaveNoErrors().Output.Select(macnum => macnum.ToString()!)];
        int kills = 0, unknown = 0, neverArrived = 0, rounds = 0;
        while (kills < _kills)
        {
            (int roundKills, int roundUnknown, int roundNeverArrived) = await RoundAsync(sites, Path.Combine(Folder, $"kill-{rounds++}.jsonl"), random);
            kills += roundKills;
            unknown += roundUnknown;
            neverArrived += roundNeverArrived;
        }

        output.WriteLine(
            $"{rounds} runs of {sites.Length} sites, {kills} kills: 0 sites with two tickets, 0 lost, {unknown} unknown "
            + $"(of which {neverArrived} never arrived at the server); {watch.Elapsed.TotalSeconds:0} s");
    }

    private async Task<(int Kills, int Unknown, int NeverArrived)> RoundAsync(string[] sites, string journal, Random random)
    {
        await ResetAsync();

        // As slow as a network, on both ways, so that kills fall between send and answer, too.
        await AddFaultAsync(new { method = "POST", path = Create, delayMs = 4 });
        await AddFaultAsync(new { method = "POST", path = Create, when = "after", delayMs = 4, skip = 1, every = 2 });
        int kills = 0;
        string? text;
        while ((text = await RunUnlessKilledAsync(journal, TimeSpan.FromMilliseconds(random.Next(300, 2600)))) is null)
        {
            kills++;
        }

        IReadOnlyList<JsonNode> tickets = await TicketsAsync();
        Dictionary<string, string> siteOf = tickets.ToDictionary(ticket => ((long)ticket["id"]!).ToString(CultureInfo.InvariantCulture), ticket => (string)ticket["macnum"]!);
        string[] delivered = [.. TicketNumber().Matches(text).Select(match => siteOf[match.Groups[1].Value])];
        string[] unknown = [.. UnknownSite().Matches(text).Select(match => match.Groups[1].Value)];

        Assert.Equal(siteOf.Count, siteOf.Values.Distinct().Count());
        Assert.Equal(sites.Order(), delivered.Concat(unknown).Order());
        Assert.Empty(siteOf.Values.Except(delivered).Except(unknown));

        // So many requests are under way at a time, and no more can a kill leave in the dark.
        Assert.InRange(unknown.Length, 0, 4 * kills);
        return (kills, unknown.Length, unknown.Except(siteOf.Values).Count());
    }

    /// <returns>What the process wrote; nothing if it was killed.</returns>
    private async Task<string?> RunUnlessKilledAsync(string journal, TimeSpan life)
    {
        string script = $$"""
            Import-Module '{{Repository.Manifest}}'
            Connect-NocExpress -RequestsPerMinute 100000
            {{Common}}
            Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband | New-NocTicket @common -JournalPath '{{journal}}'
            """;
        using Process process = ChildProcess.Start(ChildProcess.Program("tests", "NocExpress.FreshProcess"), [script], ConnectionVariables);
        Task<string> text = process.StandardOutput.ReadToEndAsync();
        if (await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(life)) is { IsCompletedSuccessfully: true } && process.HasExited)
        {
            return await text;
        }

        process.Kill();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await text : null;
    }

    [GeneratedRegex("^#([0-9]+) ", RegexOptions.Multiline)]
    private static partial Regex TicketNumber();

    [GeneratedRegex("^error: NocOutcomeUnknown,.*?macnum ([0-9A-Z]+)", RegexOptions.Multiline)]
    private static partial Regex UnknownSite();
}
