using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using Xunit;

namespace NocExpress.Tests.Following;

/// <summary>200 tickets that live through a week, seen by who follows them beside how they really stood.</summary>
public sealed class FollowedWeekTests : FollowingTest
{
    private static readonly TimeSpan _interval = TimeSpan.FromHours(4);

    /// <summary>Two looks at a ticket are never further apart, but for the others whose turn it is as well.</summary>
    private static readonly TimeSpan _round = _interval + TimeSpan.FromMinutes(5);

    private static readonly TimeSpan _truthInterval = TimeSpan.FromMinutes(15);

    private readonly Dictionary<long, List<State>> _truth = [];

    [Fact]
    public async Task Whatever_stood_longer_than_a_round_is_told_once_and_in_order_within_half_of_the_limit()
    {
        IReadOnlyList<NocTicket> tickets = OpenTickets();
        Assert.Equal(200, tickets.Count);
        await ClearRequestsAsync();
        DateTimeOffset began = Time.GetUtcNow();
        DateTimeOffset lookAt = began;

        await FollowAsync(ConnectByClock(), tickets, _interval, TimeSpan.FromDays(7), async () =>
        {
            if (Time.GetUtcNow() >= lookAt)
            {
                await NoteTruthAsync();
                lookAt = Time.GetUtcNow() + _truthInterval;
            }
        });

        int standing = 0;
        DateTimeOffset end = Time.GetUtcNow();
        Assert.InRange(end - began, TimeSpan.FromDays(7), TimeSpan.FromDays(7) + _interval);
        foreach ((long id, List<State> states) in _truth)
        {
            NocTicketChange[] told = [.. Changes.Where(change => change.Id == id)];
            foreach ((State state, DateTimeOffset until) in states.Zip(states.Skip(1).Select(next => next.Since).Append(end)))
            {
                // A state that came and went between two looks at the truth was there at the end of this one.
                if (until - state.Since > _round + _truthInterval)
                {
                    Assert.Equal(state, Told(told.Where(change => change.At <= state.Since + _round), state.Since));
                    standing++;
                }
            }

            foreach (IGrouping<string, NocTicketChange> field in told.GroupBy(change => change.Field))
            {
                Assert.All(field, change => Assert.NotEqual(change.Before, change.After));
                Assert.Equal(field.SkipLast(1).Select(change => change.After), field.Skip(1).Select(change => change.Before));
            }
        }

        Assert.Equal(Changes.Select(change => change.At).Order(), Changes.Select(change => change.At));
        Assert.True(standing > 200 * 3, $"{standing} states stood longer than a round.");
        Assert.InRange(MostInAMinute([.. (await ReadsAsync()).Select(read => read.At)]), 2, 30);
    }

    /// <summary>How a ticket stands by what was told of it.</summary>
    private static State Told(IEnumerable<NocTicketChange> changes, DateTimeOffset since)
    {
        State state = new(since, "Open", null, false, "");
        foreach (NocTicketChange change in changes)
        {
            state = change.Field switch
            {
                nameof(NocTicket.StatusName) => state with { Status = (string)change.After! },
                nameof(NocTicket.DateResolved) => state with { Resolved = (DateTimeOffset?)change.After },
                nameof(NocTicket.G360Escalated) => state with { IsEscalated = (bool)change.After! },
                nameof(NocTicket.Attachments) => state with { Files = (string)change.After! },
                nameof(NocTicket.G360Status) => state,
                _ => throw new InvalidOperationException($"{change.Field} never changes."),
            };
        }

        return state;
    }

    private async Task NoteTruthAsync()
    {
        foreach (JsonNode ticket in await TicketsAsync())
        {
            State state = new(
                (DateTimeOffset)ticket["last_updated"]!,
                (string)ticket["status_name"]!,
                (DateTimeOffset?)ticket["date_resolved"],
                (bool)ticket["g360_escalated"]!,
                string.Join("; ", ticket["attachments"]!.AsArray().Select(file => (string)file!["filename"]!)));
            if (!_truth.TryGetValue((long)ticket["id"]!, out List<State>? states))
            {
                _truth[(long)ticket["id"]!] = states = [];
            }

            if (states.Count == 0 || states[^1].Since != state.Since)
            {
                states.Add(state);
            }
        }
    }

    private sealed record State(DateTimeOffset Since, string Status, DateTimeOffset? Resolved, bool IsEscalated, string Files);
}
