using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace NocExpress.Tests.Tickets;

/// <summary>
/// A ticket for each of many sites, from a server that fails in one way or in all: no site gets two, none is left unaccounted for, and no
/// minute holds more requests than the limit. A minute of the client's clock is a second here. The seeds make a run repeatable;
/// NOCEXPRESS_CHAOS_CREATES says how many tickets, and is small unless set.
/// </summary>
[Trait("Category", "Chaos")]
public sealed class ChaosTests(ITestOutputHelper output) : ClockTest
{
    private const string Create = "tickets/external";
    private const int Speed = 60;

    /// <summary>Far more than a run takes that ends itself after three unknown outcomes in a row.</summary>
    private const int MostRuns = 100;

    private static readonly int _creates = int.Parse(Environment.GetEnvironmentVariable("NOCEXPRESS_CHAOS_CREATES") ?? "48", CultureInfo.InvariantCulture);

    /// <summary>Far longer, on the fast clock, than a busy machine takes to answer; where the server is to fall silent, one has to be waited for.</summary>
    private const int Patient = 600;
    private const int Impatient = 20;

    /// <summary>Low enough to be reached within the run.</summary>
    private static readonly int _limit = Math.Clamp(_creates / 2, 24, 150);

    private static readonly object[] _refused = [new { method = "POST", path = Create, status = 429, retryAfterSeconds = 1, chance = 0.3, seed = 1 }];
    private static readonly object[] _unavailable = [new { method = "POST", path = Create, status = 503, retryAfterSeconds = 1, chance = 0.3, seed = 2 }];
    private static readonly object[] _lateAfter = [new { method = "POST", path = Create, status = 504, when = "after", chance = 0.3, seed = 3 }];
    private static readonly object[] _lateBefore = [new { method = "POST", path = Create, status = 504, chance = 0.3, seed = 4 }];
    private static readonly object[] _resetBefore = [new { method = "POST", path = Create, cut = true, unread = true, chance = 0.3, seed = 5 }];
    private static readonly object[] _resetAfter = [new { method = "POST", path = Create, cut = true, when = "after", chance = 0.3, seed = 6 }];
    private static readonly object[] _silence = [new { method = "POST", path = Create, silent = true, when = "after", chance = 0.15, seed = 7 }];
    private static readonly object[] _half = [new { method = "POST", path = Create, truncateTo = 60, when = "after", chance = 0.3, seed = 8 }];
    /// <summary>Not so often that a replay, which comes soon after, is refused as well: that ends a run.</summary>
    private static readonly object[] _unauthorized = [new { method = "POST", path = Create, status = 401, every = 16 }];

    /// <summary>All of them, each seldom, and reads that fail as well.</summary>
    private static readonly object[] _mix =
    [
        new { method = "POST", path = Create, status = 429, retryAfterSeconds = 1, chance = 0.05, seed = 11 },
        new { method = "POST", path = Create, status = 429, chance = 0.02, seed = 12 },
        new { method = "POST", path = Create, status = 503, retryAfterSeconds = 1, chance = 0.05, seed = 13 },
        new { method = "POST", path = Create, status = 504, when = "after", chance = 0.05, seed = 14 },
        new { method = "POST", path = Create, status = 504, chance = 0.05, seed = 15 },
        new { method = "POST", path = Create, cut = true, unread = true, chance = 0.05, seed = 16 },
        new { method = "POST", path = Create, cut = true, when = "after", chance = 0.05, seed = 17 },
        new { method = "POST", path = Create, silent = true, when = "after", chance = 0.03, seed = 18 },
        new { method = "POST", path = Create, truncateTo = 60, when = "after", chance = 0.05, seed = 19 },
        new { method = "POST", path = Create, status = 401, every = 37 },
        new { method = "GET", status = 503, chance = 0.3, seed = 21 },
    ];

    protected override SandboxOptions Options => new() { RequestsPerMinute = 0, Sites = _creates };

    public static TheoryData<string, object[], bool, int> Faults => new()
    {
        { "429", _refused, true, Patient },
        { "503 with Retry-After", _unavailable, false, Patient },
        { "504 after storing", _lateAfter, false, Patient },
        { "504 before storing", _lateBefore, false, Patient },
        { "reset before reading", _resetBefore, false, Patient },
        { "reset after storing", _resetAfter, false, Patient },
        { "silence after storing", _silence, false, Impatient },
        { "half an answer", _half, false, Patient },
        { "401 in the middle", _unauthorized, true, Patient },
        { "all of them", _mix, false, Impatient },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task No_site_has_two_tickets_and_none_is_unaccounted_for(string name, object[] faults, bool allAreKnown, int timeout)
    {
        Connect(time: new FastTime(Speed), requestsPerMinute: _limit, timeout: timeout);
        foreach (object fault in faults)
        {
            await AddFaultAsync(fault);
        }

        Stopwatch watch = Stopwatch.StartNew();

        Shell.Result first = Open();
        Account account = await AccountAsync(first);
        Report(name, account, watch.Elapsed);
        account.ShouldHold(allAreKnown);

        // What was sent without a known outcome stays away from the server, however often the run is repeated; one that ended itself goes on.
        for (int runs = 1; runs < MostRuns; runs++)
        {
            Shell.Result next = Open();
            Account again = await AccountAsync(next);
            again.ShouldHold(allAreKnown);
            Assert.Superset(first.Objects<NocTicket>().Select(ticket => ticket.Id).ToHashSet(), next.Objects<NocTicket>().Select(ticket => ticket.Id).ToHashSet());
            Assert.Superset(account.Unknown.ToHashSet(), again.Unknown.ToHashSet());
            (first, account) = (next, again);
            if (again.NotOpened.Count == 0 && runs > 1)
            {
                break;
            }
        }

        Report($"{name}, at last", account, watch.Elapsed);
        Assert.True(account.Struck > 0, "Nothing went wrong, so that nothing was tried.");
    }

    private Shell.Result Open() => Run($$"""
        Get-NocSite -Connection $connection | Where-Object Macnum |
            Get-NocConfiguration -Service Broadband -Connection $connection |
            New-NocTicket @common -Connection $connection -JournalPath '{{Path.Combine(Folder, "chaos.jsonl")}}'
        """);

    private async Task<Account> AccountAsync(Shell.Result result)
    {
        IReadOnlyList<JsonNode> tickets = await TicketsAsync();
        Dictionary<long, string> siteOf = tickets.ToDictionary(ticket => (long)ticket["id"]!, ticket => (string)ticket["macnum"]!);
        NocException[] errors = [.. result.Errors.Select(error => Assert.IsType<NocException>(error.Exception))];
        string[] all = [.. Run("Get-NocSite -Connection $connection | Where-Object Macnum | ForEach-Object Macnum").ShouldHaveNoErrors().Output.Select(macnum => macnum.ToString()!)];
        return new Account(
            all,
            [.. siteOf.Values],
            [.. result.Objects<NocTicket>().Select(ticket => siteOf[ticket.Id!.Value])],
            [.. errors.Where(error => error.Kind == NocErrorKind.OutcomeUnknown).SelectMany(error => error.Sites).Select(site => site.Macnum)],
            [.. errors.Where(error => error.Kind != NocErrorKind.OutcomeUnknown).SelectMany(error => error.Sites).Select(site => site.Macnum)],
            MostInAMinute(await RequestsAsync("/api/")),
            (await FaultsAsync()).Sum(fault => (int)fault["struck"]!));
    }

    /// <summary>
    /// The most requests that the server received in any minute of the client's, without those that it refused as too many: they do not
    /// count against the limit.
    /// </summary>
    private static int MostInAMinute(IReadOnlyList<JsonNode> requests)
    {
        DateTimeOffset[] times = [.. requests.Where(request => (int?)request["status"] != 429).Select(request => (DateTimeOffset)request["receivedAt"]!).Order()];
        TimeSpan minute = TimeSpan.FromSeconds(60.0 / Speed);
        int most = 0;
        for (int first = 0, last = 0; last < times.Length; last++)
        {
            while (times[last] - times[first] >= minute)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    private void Report(string name, Account account, TimeSpan time) => output.WriteLine(
        $"{name}: {account.Sites.Count} sites, {account.Struck} faults; {account.Delivered.Count} tickets out, {account.Unknown.Count} unknown, {account.NotOpened.Count} not opened; "
        + $"{account.Doubles} with two tickets, {account.Lost.Count} unaccounted for; at most {account.MostInAMinute} requests a minute of {_limit}; {time.TotalSeconds:0.0} s");

    /// <summary>What became of each site.</summary>
    private sealed record Account(
        IReadOnlyList<string> Sites,
        IReadOnlyList<string> Stored,
        IReadOnlyList<string> Delivered,
        IReadOnlyList<string> Unknown,
        IReadOnlyList<string> NotOpened,
        int MostInAMinute,
        int Struck)
    {
        public int Doubles => Stored.Count - Stored.Distinct().Count();

        public IReadOnlyList<string> Lost => [.. Sites.Except(Delivered).Except(Unknown).Except(NotOpened)];

        public void ShouldHold(bool allAreKnown)
        {
            Assert.Equal(0, Doubles);
            Assert.Empty(Lost);
            Assert.Equal(Sites.Count, Delivered.Count + Unknown.Count + NotOpened.Count);
            Assert.Empty(NotOpened.Intersect(Stored));
            Assert.Empty(Stored.Except(Delivered).Except(Unknown));
            Assert.InRange(MostInAMinute, 1, _limit);
            if (allAreKnown)
            {
                Assert.Empty(Unknown);
            }
        }
    }
}
