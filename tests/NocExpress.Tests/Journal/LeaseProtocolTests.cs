using System.Collections.Generic;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace NocExpress.Tests.Journal;

/// <summary>Walks every interleaving of the protocol by which runs share a circuit, with a crash and a sleep anywhere.</summary>
public sealed class LeaseProtocolTests(ITestOutputHelper output)
{
    /// <summary>Far more than there are.</summary>
    private const int MostStates = 3_000_000;

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    public void No_interleaving_opens_a_ticket_twice_or_loses_one(int runs, int lives)
    {
        (IReadOnlyCollection<LeaseProtocol> states, bool opensTwice, bool loses) = Walk(new Guards(), runs, lives);

        output.WriteLine($"{states.Count} states of {runs} runs that may be started again {lives} times.");
        Assert.False(opensTwice);
        Assert.False(loses);
        Assert.Contains(states, state => state.Runs.Any(run => run.Step == Step.Recorded));
        Assert.Contains(states, state => state.Runs.Any(run => run.Step == Step.Unknown));
    }

    [Fact]
    public void Two_runs_that_nobody_kills_come_to_an_end_from_wherever_they_are()
    {
        (IReadOnlyCollection<LeaseProtocol> states, _, _) = Walk(new Guards(), 2, 0);
        HashSet<LeaseProtocol> ends = [.. states.Where(state => state.IsOver)];
        Dictionary<LeaseProtocol, List<LeaseProtocol>> before = [];
        foreach (LeaseProtocol state in states)
        {
            foreach (LeaseProtocol next in state.Next())
            {
                (before.TryGetValue(next, out List<LeaseProtocol>? known) ? known : before[next] = []).Add(state);
            }
        }

        Queue<LeaseProtocol> open = new(ends);
        while (open.TryDequeue(out LeaseProtocol? end))
        {
            foreach (LeaseProtocol state in before.GetValueOrDefault(end, []).Where(ends.Add))
            {
                open.Enqueue(state);
            }
        }

        Assert.Equal(states.Count, ends.Count);
    }

    public static TheoryData<string> Weakened => ["Fence", "Clears", "OneWins", "SentIsUnknown"];

    [Theory]
    [MemberData(nameof(Weakened))]
    public void A_protocol_without_one_of_its_guards_is_found_out(string guard)
    {
        Guards weak = guard switch
        {
            "Fence" => new Guards(Fence: false),
            "Clears" => new Guards(Clears: false),
            "OneWins" => new Guards(OneWins: false),
            _ => new Guards(SentIsUnknown: false),
        };

        (_, bool opensTwice, bool loses) = Walk(weak, 2, 1);

        Assert.True(opensTwice || loses, guard);
    }

    /// <returns>All states that can be reached, and whether in any of them the server has two tickets, or has one that nobody would look for.</returns>
    private static (IReadOnlyCollection<LeaseProtocol> States, bool OpensTwice, bool Loses) Walk(Guards guards, int runs, int lives)
    {
        HashSet<LeaseProtocol> seen = [LeaseProtocol.Start(guards, runs, lives)];
        Queue<LeaseProtocol> open = new(seen);
        bool opensTwice = false, loses = false;
        while (open.TryDequeue(out LeaseProtocol? state))
        {
            opensTwice |= state.Tickets > 1;
            loses |= state is { Tickets: > 0, LooksUnsent: true };
            foreach (LeaseProtocol next in state.Next().Where(next => next.Tickets <= 2 && seen.Add(next)))
            {
                open.Enqueue(next);
            }

            Assert.True(seen.Count < MostStates, "There are more states than this test can walk.");
        }

        return (seen, opensTwice, loses);
    }
}
