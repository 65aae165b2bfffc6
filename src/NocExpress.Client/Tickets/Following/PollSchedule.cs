using System;
using System.Collections.Generic;

namespace NocExpress.Client.Tickets.Following;

/// <summary>
/// Whose turn is next: of the tickets the one that was looked at longest ago, where those that have changed lately count as looked at
/// earlier. The first looks follow each other as the limit lets them. The second are spread over the interval, and so are all that
/// follow.
/// </summary>
internal sealed class PollSchedule
{
    /// <summary>So many looks after a change a ticket is looked at sooner: where something happens more is likely to.</summary>
    private const int LivelyLooks = 3;

    private const double LivelyShare = 2 / 3d;

    private readonly SortedSet<PolledTicket> _queue = new(Comparer<PolledTicket>.Create(static (one, other) =>
        one.Due != other.Due ? one.Due.CompareTo(other.Due) : one.Place.CompareTo(other.Place)));

    private readonly TimeSpan _interval;
    private readonly TimeSpan _began;
    private readonly int _all;

    public PollSchedule(IReadOnlyCollection<PolledTicket> tickets, TimeSpan interval, TimeSpan began)
    {
        _interval = interval;
        _began = began;
        _all = tickets.Count;
        foreach (PolledTicket ticket in tickets)
        {
            ticket.Due = began;
            _queue.Add(ticket);
        }
    }

    public int Count => _queue.Count;

    public PolledTicket? Next => _queue.Min;

    /// <summary>A ticket has had its turn.</summary>
    public void PutBack(PolledTicket ticket, bool hasChanged, TimeSpan now)
    {
        _queue.Remove(ticket);
        ticket.Lively = hasChanged ? LivelyLooks : Math.Max(0, ticket.Lively - 1);
        ticket.Due = ticket.HasHadTurn
            ? now + Part(ticket.Lively > 0 ? LivelyShare : 1)
            : _began + Part((ticket.Place + 1d) / _all);
        ticket.HasHadTurn = true;
        _queue.Add(ticket);
    }

    /// <summary>A ticket is looked at no longer.</summary>
    public void Remove(PolledTicket ticket) => _queue.Remove(ticket);

    private TimeSpan Part(double share) => TimeSpan.FromTicks((long)(_interval.Ticks * share));
}
