using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using NocExpress.Client.Journal;
using Xunit;
using Xunit.Abstractions;

namespace NocExpress.Tests.Journal;

/// <summary>
/// The rules of a journal and its file against a plain oracle, which keeps a word for each circuit: random runs, kills, refusals, losses,
/// resolutions and ages. A circuit gets a second ticket only by the user's own word.
/// </summary>
public sealed class JournalModelTests(ITestOutputHelper output) : IDisposable
{
    private const int Circuits = 6;
    private static readonly TimeSpan _maxAge = TimeSpan.FromDays(7);

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("noc-model-").FullName, "journal.jsonl");

    /// <summary>What becomes of a request.</summary>
    private enum Fate
    {
        Opened,
        Lost,
        LostAfterOpening,
        Refused,
        NotSent,
        KilledBeforeSending,
        KilledAfterSending,
        KilledWhileRecording,
    }

    private enum Act
    {
        Run,
        RetryUnknown,
        SayNotOpened,
        SayTicket,
        Wait,
    }

    private static Gen<(Act Act, int Circuits, Fate Fate, int Days)[]> Histories => Gen.Select(
        Gen.Frequency((8, Gen.Const(Act.Run)), (1, Gen.Const(Act.RetryUnknown)), (1, Gen.Const(Act.SayNotOpened)), (1, Gen.Const(Act.SayTicket)), (1, Gen.Const(Act.Wait))),
        Gen.Int[1, (1 << Circuits) - 1],
        Gen.Enum<Fate>(),
        Gen.Int[1, 9]).Array[1, 25];

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Fact]
    public void No_circuit_has_two_tickets_but_by_the_users_own_word_and_the_journal_says_what_the_oracle_says()
    {
        int acts = 0;
        Histories.Sample(
            history =>
            {
                File.Delete(_path);
                Oracle oracle = new();
                FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
                foreach ((Act act, int circuits, Fate fate, int days) in history)
                {
                    acts++;
                    Do(act, [.. Enumerable.Range(0, Circuits).Where(circuit => (circuits & (1 << circuit)) != 0)], fate, days, oracle, time);
                    Compare(oracle);
                }
            },
            iter: 300,
            threads: 1);
        output.WriteLine($"{acts} acts.");
    }

    private void Do(Act act, int[] circuits, Fate fate, int days, Oracle oracle, FakeTimeProvider time)
    {
        switch (act)
        {
            case Act.Run or Act.RetryUnknown:
                Run(circuits, act == Act.RetryUnknown, fate, oracle, time);
                break;
            case Act.Wait:
                time.Advance(TimeSpan.FromDays(days));
                break;
            default:
                Settle(circuits[0], act == Act.SayTicket, oracle, time);
                break;
        }
    }

    /// <summary>A run sends one request for all circuits that the rules let it send.</summary>
    private void Run(int[] circuits, bool retryUnknown, Fate fate, Oracle oracle, FakeTimeProvider time)
    {
        using FileJournal journal = FileJournal.Open(_path, TimeProvider.System);
        JournalRules rules = new(retryUnknown, _maxAge);
        ClaimedCircuit[] sent =
        [
            .. from circuit in circuits
               let ticket = TicketOf(circuit)
               let found = journal.Index.Find(ticket)
               where rules.VerdictOn(found, time.GetUtcNow()) == Verdict.Send
               select new ClaimedCircuit(ticket, SiteOf(circuit), found),
        ];
        Assert.Equal(circuits.Where(circuit => oracle.MaySend(circuit, retryUnknown)), sent.Select(claimed => NumberOf(claimed.Ticket)));
        if (sent.Length == 0 || fate == Fate.KilledBeforeSending)
        {
            return;
        }

        JournalClaim claim = new(new SentRequest($"r{oracle.Requests++}", time.GetUtcNow(), new SentValues("{}"), [.. sent.Select(claimed => claimed.Site)]), sent);
        Assert.True(journal.TryBeginAsync(claim, default).Result);
        long before = new FileInfo(_path).Length;
        SiteOutcome[] outcomes = [.. sent.Select(claimed => oracle.Apply(NumberOf(claimed.Ticket), claimed.Site, fate, time.GetUtcNow())).OfType<SiteOutcome>()];
        if (outcomes.Length > 0)
        {
            journal.RecordAsync(claim, outcomes, default).Wait();
        }

        journal.Dispose();
        if (fate == Fate.KilledWhileRecording)
        {
            using FileStream file = new(_path, FileMode.Open);
            file.SetLength(before + ((file.Length - before) / 2));
        }
    }

    private void Settle(int circuit, bool hasTicket, Oracle oracle, FakeTimeProvider time)
    {
        using FileJournal journal = FileJournal.Open(_path, TimeProvider.System);
        if (journal.Index.Find(TicketOf(circuit)) is { State: CircuitState.Claimed or CircuitState.Unknown } found)
        {
            Settlement settlement = new(time.GetUtcNow(), "somebody");
            journal.SettleAsync(found, hasTicket ? settlement with { TicketId = 1000 + circuit, Tickets = $$"""[{"id":{{1000 + circuit}}}]""" } : settlement, default).Wait();
            oracle.Settle(circuit, hasTicket, time.GetUtcNow());
        }
    }

    private void Compare(Oracle oracle)
    {
        using FileJournal journal = FileJournal.OpenToRead(_path, TimeProvider.System);
        foreach (CircuitRecord record in journal.Index.All)
        {
            int circuit = NumberOf(record.Ticket);
            Assert.Equal(oracle.Words[circuit], record.State == CircuitState.Claimed ? CircuitState.Unknown : record.State);
            if (record.State == CircuitState.Opened)
            {
                Assert.Equal($$"""[{"id":{{record.TicketId}}}]""", journal.TicketsAsync(record, default).Result);
            }
        }

        Assert.Equal(oracle.Words.Count, journal.Index.Count);
        Assert.All(oracle.Tickets, tickets => Assert.InRange(tickets.Value, 0, 1 + oracle.MaySecond.Count(circuit => circuit == tickets.Key)));
    }

    private static CircuitTicket TicketOf(int circuit) =>
        new(new Circuit("http://server", null, $"M{circuit}", circuit), "T", "S", "I", "INC-7");

    private static SentSite SiteOf(int circuit) => new($"M{circuit}", $"Site {circuit}", "w", [circuit]);

    private static int NumberOf(CircuitTicket ticket) => (int)ticket.Circuit.ConfigurationId;

    /// <summary>A word for each circuit that was ever claimed, and how many tickets the server has for it.</summary>
    private sealed class Oracle
    {
        public int Requests { get; set; }

        public Dictionary<int, CircuitState> Words { get; } = [];

        public Dictionary<int, DateTimeOffset> OpenedAt { get; } = [];

        public Dictionary<int, int> Tickets { get; } = [];

        /// <summary>The circuits of which the user has said, each time, that they may be sent once more.</summary>
        public List<int> MaySecond { get; } = [];

        public bool MaySend(int circuit, bool retryUnknown)
        {
            CircuitState? word = Words.TryGetValue(circuit, out CircuitState known) ? known : null;
            if (word == CircuitState.Unknown && retryUnknown)
            {
                MaySecond.Add(circuit);
            }

            return word is null or CircuitState.Refused or CircuitState.NotSent || (word == CircuitState.Unknown && retryUnknown);
        }

        public SiteOutcome? Apply(int circuit, SentSite site, Fate fate, DateTimeOffset now)
        {
            bool isOpened = fate is Fate.Opened or Fate.LostAfterOpening or Fate.KilledAfterSending or Fate.KilledWhileRecording;
            Tickets[circuit] = (Tickets.TryGetValue(circuit, out int tickets) ? tickets : 0) + (isOpened ? 1 : 0);
            Words[circuit] = fate switch
            {
                Fate.Opened => CircuitState.Opened,
                Fate.Refused => CircuitState.Refused,
                Fate.NotSent => CircuitState.NotSent,
                _ => CircuitState.Unknown,
            };
            CircuitState recorded = fate == Fate.KilledWhileRecording ? CircuitState.Opened : Words[circuit];
            SiteOutcome outcome = new(site, site.ConfigurationIds, recorded, now);
            return fate == Fate.KilledAfterSending ? null
                : recorded == CircuitState.Opened ? outcome with { TicketId = circuit + 1, Tickets = $$"""[{"id":{{circuit + 1}}}]""" }
                : outcome with { Reason = $"{fate}" };
        }

        public void Settle(int circuit, bool hasTicket, DateTimeOffset now)
        {
            Words[circuit] = hasTicket ? CircuitState.Opened : CircuitState.NotSent;
            OpenedAt[circuit] = now;
            if (!hasTicket)
            {
                MaySecond.Add(circuit);
            }
        }
    }
}
