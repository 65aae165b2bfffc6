using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace NocExpress.Tests.Journal;

/// <summary>Which of its guards a protocol keeps: without any of them it is wrong, which shows that the checker can find what is wrong.</summary>
/// <param name="Fence">The request goes out only where its row is as its run has left it.</param>
/// <param name="Clears">Whoever takes a circuit over deletes the row of the lapsed request first, on condition that it is as it was found.</param>
/// <param name="OneWins">A circuit is claimed on condition that its row is as it was found.</param>
/// <param name="SentIsUnknown">What was being sent when its lease came to its end is not taken over.</param>
internal sealed record Guards(bool Fence = true, bool Clears = true, bool OneWins = true, bool SentIsUnknown = true);

/// <summary>Where a run is: what it does next.</summary>
internal enum Step
{
    Find,
    Clear,
    Claim,
    Begin,
    Send,
    Record,
    Opened,
    Recorded,
    Unknown,
    Dead,
}

/// <summary>A request's row: a lease. A version is its ETag.</summary>
internal readonly record struct Lease(bool Exists, bool IsSending, bool HasLapsed, int Version);

/// <summary>The circuit's row: the lease that it names, or the ticket that was recorded.</summary>
internal readonly record struct Row(bool Exists, int Request, bool IsOpened, int Version);

/// <summary>A run: where it is, the rows as it has found them, and how often it may still be killed.</summary>
internal readonly record struct Run(Step Step, Row Found, Lease FoundLease, int OwnVersion, int OwnRow, int Lives);

/// <summary>
/// The protocol by which runs share a circuit in a table (<c>TableJournal</c>, <c>RequestLease</c>), as small as it can be written: two runs, one
/// circuit, and every step that is one operation of the table, or of the server. A lease may lapse at any time, since any run may be asleep.
/// </summary>
internal sealed record LeaseProtocol(Guards Guards, Row Circuit, ImmutableArray<Lease> Leases, ImmutableArray<Run> Runs, int Tickets)
{
    /// <summary>Each life of a run has a request of its own.</summary>
    public static LeaseProtocol Start(Guards guards, int runs, int lives) => new(
        guards,
        default,
        [.. Enumerable.Repeat(default(Lease), runs * (lives + 1))],
        [.. Enumerable.Repeat(new Run(Step.Find, default, default, 0, 0, lives), runs)],
        0);

    public bool IsOver => Runs.All(run => run.Step >= Step.Opened);

    /// <summary>Whether whoever reads the journal takes the circuit for one that was never sent.</summary>
    public bool LooksUnsent => !Circuit.IsOpened && !(Circuit.Exists && Leases[Circuit.Request] is { Exists: true, IsSending: true });

    /// <summary>What may happen next, to any of the runs or leases.</summary>
    public IEnumerable<LeaseProtocol> Next()
    {
        for (int i = 0; i < Leases.Length; i++)
        {
            if (Leases[i] is { Exists: true, HasLapsed: false } lease)
            {
                yield return With(i, lease with { HasLapsed = true });
            }
        }

        for (int i = 0; i < Runs.Length; i++)
        {
            Run run = Runs[i];
            if (run.Step >= Step.Opened)
            {
                continue;
            }

            yield return Take(i, run).Normalized();
            if (run.Step is Step.Begin or Step.Record && Leases[OwnOf(i, run)] is { Exists: true } own && own.Version == run.OwnVersion && own.HasLapsed)
            {
                yield return With(OwnOf(i, run), own with { HasLapsed = false, Version = own.Version + 1 })
                    .With(i, run with { OwnVersion = own.Version + 1 })
                    .Normalized();
            }

            // Killed, and started again on another machine, as long as it has lives.
            yield return With(i, run.Lives == 0 ? run with { Step = Step.Dead } : new Run(Step.Find, default, default, 0, 0, run.Lives - 1)).Normalized();
        }
    }

    private LeaseProtocol Take(int i, Run run) => run.Step switch
    {
        Step.Find => Find(i, run),
        Step.Clear => Clear(i, run),
        Step.Claim => Claim(i, run),
        Step.Begin => Begin(i, run),
        Step.Send => (this with { Tickets = Tickets + 1 }).With(i, run with { Step = Step.Record }),
        _ => Record(i, run),
    };

    private LeaseProtocol Find(int i, Run run)
    {
        Run found = run with { Found = Circuit, FoundLease = Circuit.Exists ? Leases[Circuit.Request] : default };
        return found switch
        {
            { Found.IsOpened: true } => With(i, found with { Step = Step.Recorded }),
            { FoundLease: { Exists: true, HasLapsed: false } } => this,
            { FoundLease: { Exists: true, IsSending: true } } when Guards.SentIsUnknown => With(i, found with { Step = Step.Unknown }),
            { FoundLease.Exists: true } when Guards.Clears => With(i, found with { Step = Step.Clear }),
            _ => With(i, found with { Step = Step.Claim }),
        };
    }

    private LeaseProtocol Clear(int i, Run run)
    {
        Lease lapsed = Leases[run.Found.Request];
        return lapsed.Exists && lapsed.Version != run.FoundLease.Version
            ? With(i, run with { Step = Step.Find })
            : With(run.Found.Request, lapsed with { Exists = false }).With(i, run with { Step = Step.Claim });
    }

    /// <remarks>One transaction: the circuit's row and the request's.</remarks>
    private LeaseProtocol Claim(int i, Run run)
    {
        if (Guards.OneWins && Circuit != run.Found)
        {
            return With(i, run with { Step = Step.Find });
        }

        int own = OwnOf(i, run);
        Lease lease = new(true, false, false, Leases[own].Version + 1);
        Row row = new(true, own, false, Circuit.Version + 1);
        return (this with { Circuit = row })
            .With(own, lease)
            .With(i, run with { Step = Step.Begin, OwnVersion = lease.Version, OwnRow = row.Version });
    }

    private LeaseProtocol Begin(int i, Run run)
    {
        int own = OwnOf(i, run);
        Lease lease = Leases[own];
        bool holds = lease.Exists && lease.Version == run.OwnVersion;
        return holds
            ? With(own, lease with { IsSending = true, HasLapsed = false, Version = lease.Version + 1 })
                .With(i, run with { Step = Step.Send, OwnVersion = lease.Version + 1 })
            : Guards.Fence ? With(i, run with { Step = Step.Find })
            : With(i, run with { Step = Step.Send });
    }

    private LeaseProtocol Record(int i, Run run) =>
        Circuit.Version == run.OwnRow
            ? (this with { Circuit = Circuit with { IsOpened = true, Version = Circuit.Version + 1 } })
                .With(OwnOf(i, run), default(Lease))
                .With(i, run with { Step = Step.Opened })
            : With(i, run with { Step = Step.Opened });

    /// <summary>
    /// The same state in the smallest numbers: of versions it matters alone which are the same, and what a run has forgotten not at all. Else there
    /// would be no end of states.
    /// </summary>
    private LeaseProtocol Normalized()
    {
        Run[] runs = [.. Runs.Select(run => run.Step switch
        {
            Step.Clear => run with { OwnVersion = 0, OwnRow = 0 },
            Step.Claim => run with { FoundLease = default, OwnVersion = 0, OwnRow = 0 },
            Step.Begin or Step.Send or Step.Record => run with { Found = default, FoundLease = default },
            _ => new Run(run.Step, default, default, 0, 0, run.Lives),
        })];
        int[] rows = Ranked([Circuit.Version, .. runs.Select(run => run.Found.Version), .. runs.Select(run => run.OwnRow)]);
        Lease[] leases = [.. Leases];
        for (int i = 0; i < leases.Length; i++)
        {
            int own = i;
            int[] versions = Ranked(
            [
                leases[i].Version,
                .. runs.Where(run => run.Found.Request == own).Select(run => run.FoundLease.Version),
                .. runs.Where((run, at) => OwnOf(at, run) == own).Select(run => run.OwnVersion),
            ]);
            leases[i] = leases[i] with { Version = Array.IndexOf(versions, leases[i].Version) };
            runs = [.. runs.Select((run, at) => run with
            {
                FoundLease = run.Step == Step.Clear && run.Found.Request == own
                    ? run.FoundLease with { Version = Array.IndexOf(versions, run.FoundLease.Version) }
                    : run.FoundLease,
                OwnVersion = OwnOf(at, run) == own ? Array.IndexOf(versions, run.OwnVersion) : run.OwnVersion,
            })];
        }

        return this with
        {
            Circuit = Circuit with { Version = Array.IndexOf(rows, Circuit.Version) },
            Leases = [.. leases],
            Runs =
            [
                .. runs.Select(run => run with
                {
                    Found = run.Found with { Version = Array.IndexOf(rows, run.Found.Version) },
                    OwnRow = Array.IndexOf(rows, run.OwnRow),
                }),
            ],
        };
    }

    /// <summary>Zero, which is no version, and the others in order.</summary>
    private static int[] Ranked(IEnumerable<int> versions) => [.. versions.Append(0).Distinct().Order()];

    private int OwnOf(int i, Run run) => (i * (Leases.Length / Runs.Length)) + run.Lives;

    private LeaseProtocol With(int i, Run run) => this with { Runs = Runs.SetItem(i, run) };

    private LeaseProtocol With(int i, Lease lease) => this with { Leases = Leases.SetItem(i, lease) };

    /// <remarks>Arrays are compared by what they hold.</remarks>
    public bool Equals(LeaseProtocol? other) =>
        other is not null && Circuit == other.Circuit && Tickets == other.Tickets && Leases.SequenceEqual(other.Leases) && Runs.SequenceEqual(other.Runs);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Circuit);
        hash.Add(Tickets);
        Leases.ToList().ForEach(lease => hash.Add(lease));
        Runs.ToList().ForEach(run => hash.Add(run));
        return hash.ToHashCode();
    }
}
