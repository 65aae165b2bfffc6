using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace NocExpress.Tests.Journal;

/// <summary>
/// Runs with one journal whose input changes from run to run at random: description, contacts, order, sites, size of batches, one site and
/// many, configurations, files. Killed at any instant, or with a server that fails in many ways: no circuit gets two tickets of a kind, and
/// the journal knows of each that the server has. NOCEXPRESS_KILLS and NOCEXPRESS_CHAOS_CREATES say how much, and are small unless set.
/// </summary>
[Trait("Category", "Chaos")]
public sealed class ChangedInputTests(ITestOutputHelper output) : TicketTest
{
    private const string Create = "tickets/external";
    private const string SingleSite = "Broadband Service Request";

    /// <summary>After so many nearly every circuit has its ticket, and another outage tells more.</summary>
    private const int RunsOfAnOutage = 8;

    private static readonly int _leastKills = int.Parse(Environment.GetEnvironmentVariable("NOCEXPRESS_KILLS") ?? "2", CultureInfo.InvariantCulture);
    private static readonly int _leastCreates = int.Parse(Environment.GetEnvironmentVariable("NOCEXPRESS_CHAOS_CREATES") ?? "40", CultureInfo.InvariantCulture);

    private readonly Random _random = new(7);
    private int _outages;
    private int _runs;
    private int _kills;
    private int _creates;
    private int _stored;
    private int _unknown;
    private int _notOpened;

    private string JournalPath => Path.Combine(Folder, $"changed-{_outages}.jsonl");

    protected override SandboxOptions Options => new() { RequestsPerMinute = 0, Sites = 120 };

    [Fact]
    public async Task Killed_and_run_again_with_another_input_no_circuit_has_two_tickets_and_none_is_unaccounted_for()
    {
        string[] sites = Sites();
        while (_kills < _leastKills)
        {
            await BeginOutageAsync(
                new { method = "POST", path = Create, delayMs = 4 },
                new { method = "POST", path = Create, when = "after", delayMs = 4, skip = 1, every = 2 });
            for (int runs = 0; runs < RunsOfAnOutage || (await TicketsAsync()).Count == 0; runs++)
            {
                _runs++;
                _kills += await IsKilledAsync(Script(sites), TimeSpan.FromMilliseconds(_random.Next(1000, 5000))) ? 1 : 0;
            }

            await CompareAsync();
        }

        Report();
    }

    [Fact]
    public async Task From_a_server_that_fails_in_many_ways_no_circuit_has_two_tickets_and_none_is_unaccounted_for()
    {
        string[] sites = Sites();
        for (int round = 0; _creates < _leastCreates; round++)
        {
            await BeginOutageAsync(
                new { method = "POST", path = Create, status = 504, chance = 0.05, seed = round + 1 },
                new { method = "POST", path = Create, status = 504, when = "after", chance = 0.05, seed = round + 2 },
                new { method = "POST", path = Create, cut = true, when = "after", chance = 0.05, seed = round + 3 },
                new { method = "POST", path = Create, cut = true, unread = true, chance = 0.05, seed = round + 4 },
                new { method = "POST", path = Create, truncateTo = 60, when = "after", chance = 0.05, seed = round + 5 },
                new { method = "POST", path = Create, status = 429, retryAfterSeconds = 0, chance = 0.05, seed = round + 6 },
                new { method = "POST", path = Create, status = 401, every = 23 },
                new { method = "POST", path = Create, status = 400, chance = 0.05, seed = round + 8 });
            for (int runs = 0; runs < RunsOfAnOutage; runs++)
            {
                _runs++;
                Shell.Try(Common + Script(sites));
            }

            await CompareAsync();
        }

        Report();
    }

    private async Task BeginOutageAsync(params object[] faults)
    {
        _outages++;
        await ResetAsync();
        foreach (object fault in faults)
        {
            await AddFaultAsync(fault);
        }
    }

    private string[] Sites() => [.. Run("Get-NocSite | Where-Object Macnum | ForEach-Object Macnum").ShouldHaveNoErrors().Output.Select(macnum => macnum.ToString()!)];

    /// <summary>A run over some of the sites, in some order, in one of the ways to report them.</summary>
    private string Script(string[] sites)
    {
        string[] some = [.. sites.Where(_ => _random.NextDouble() < 0.5)];
        _random.Shuffle(some);
        string rows = string.Join(", ", some.Select(macnum => $"('{macnum}', {(_random.Next(3) == 0 ? 2 : 1)})"));
        string file = WriteFile($"plan-{_random.Next(3)}.pdf", 1000 + _random.Next(3));
        string kind = _random.Next(2) == 0 ? "" : $"-MultiSite Outage -SitesPerRequest {_random.Next(1, 20)}";
        string attachment = _random.Next(3) == 0 ? $"-Attachment '{file}'" : "";
        return $$"""
            $known = @{}
            Get-NocSite | Where-Object Macnum | Get-NocConfiguration | ForEach-Object {
                if (-not $known.ContainsKey($_.Macnum)) { $known[$_.Macnum] = @() }
                if ($known[$_.Macnum].Count -lt 2) { $known[$_.Macnum] += $_.Id }
            }
            $(foreach ($row in @({{(rows.Length == 0 ? "" : rows)}})) {
                [pscustomobject]@{
                    Macnum = $row[0]; ConfigurationId = $known[$row[0]][0..($row[1] - 1)] -join ','
                    {{(kind.Length == 0 ? $"TypeName = '{SingleSite}'; SubtypeName = 'Service Outage'" : "")}}
                }
            }) | New-NocTicket @common -JournalPath '{{JournalPath}}' -SkipIssueCheck -InitialDescription 'Down since {{_random.Next(1000)}}' {{kind}} {{attachment}}
            """;
    }

    private async Task<bool> IsKilledAsync(string script, TimeSpan life)
    {
        string whole = $"Import-Module '{Repository.Manifest}'\nConnect-NocExpress -RequestsPerMinute 100000\n{Common}\n{script}";
        using Process process = ChildProcess.Start(ChildProcess.Program("tests", "NocExpress.FreshProcess"), [whole], ConnectionVariables);
        Task<string> text = process.StandardOutput.ReadToEndAsync();
        if (await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(life)) is { IsCompletedSuccessfully: true } && process.HasExited)
        {
            await text;
            return false;
        }

        process.Kill();
        await process.WaitForExitAsync();
        return process.ExitCode != 0;
    }

    /// <summary>Compares what the server has with what the journal knows, circuit by circuit and kind by kind.</summary>
    private async Task CompareAsync()
    {
        // What a killed process had on the wire may still arrive.
        await Task.Delay(500);
        Dictionary<long, string> kinds = (await CreateRequestsAsync()).ToDictionary(request => (long)request["sequence"]!, request => Field(request, "type_name")!);
        (string Kind, long Configuration, long Id)[] stored = [.. (await TicketsAsync()).SelectMany(ticket => ticket["configurations"]!.AsArray()
            .Select(configuration => (kinds[(long)ticket["requestSequence"]!], (long)configuration!["id"]!, (long)ticket["id"]!)))];
        NocJournalEntry[] entries = [.. Run($"Get-NocJournal '{JournalPath}'").ShouldHaveNoErrors().Objects<NocJournalEntry>()];

        Assert.Equal(stored.Length, stored.Select(ticket => (ticket.Kind, ticket.Configuration)).Distinct().Count());
        Dictionary<(string, long), NocJournalEntry> known = entries.ToDictionary(entry => (entry.TypeName, entry.ConfigurationId));
        Assert.All(stored, ticket =>
        {
            NocJournalEntry entry = known[(ticket.Kind, ticket.Configuration)];
            Assert.True(entry.State == NocJournalState.Unknown || (entry.State == NocJournalState.Opened && entry.TicketId == ticket.Id), $"{entry} and not {ticket.Id}");
        });
        HashSet<(string, long)> there = [.. stored.Select(ticket => (ticket.Kind, ticket.Configuration))];
        Assert.All(entries.Where(entry => entry.State == NocJournalState.Opened), entry => Assert.Contains((entry.TypeName, entry.ConfigurationId), there));
        _creates += kinds.Count;
        _stored += stored.Length;
        _unknown += entries.Count(entry => entry.State == NocJournalState.Unknown);
        _notOpened += entries.Count(entry => entry.State is NocJournalState.Refused or NocJournalState.NotSent);
    }

    private void Report()
    {
        output.WriteLine(
            $"{_outages} outages, {_runs} runs, {_kills} kills, {_creates} creates: {_stored} circuits with a ticket, 0 with two, 0 unaccounted for, {_unknown} unknown, {_notOpened} not opened");
        Assert.True(_stored > 0);
    }
}
