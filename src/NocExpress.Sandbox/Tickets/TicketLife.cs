using System;
using System.Collections.Generic;
using NocExpress.Sandbox.Data;

namespace NocExpress.Sandbox.Tickets;

/// <summary>
/// How a ticket fares that nobody changes by hand: a technician takes it, works on it and waits, and within a week it is resolved, or
/// cancelled. Of the statuses the vendor documents "Open" alone; the others are those of common ticket systems. Its circuit and the seed say
/// what happens and when, so that the tickets of the same circuits live the same life in every run; numbers go by who comes first.
/// </summary>
internal sealed class TicketLife(Ticket ticket, int seed)
{
    private static readonly string[] _waits = ["Waiting on Carrier", "Dispatch Scheduled", "Waiting on Customer", "Monitoring"];

    private readonly long _circuit = (ticket.Configurations is [Configuration first, ..] ? first.Id : ticket.Site.Index) + ((long)seed << 32);
    private DateTimeOffset _at = ticket.DateEntered;
    private int _drawn;

    public TicketState At(DateTimeOffset now)
    {
        TicketState state = ticket.State;
        foreach (Func<TicketState, TicketState> change in Changes())
        {
            if (_at > now)
            {
                break;
            }

            state = change(state) with { LastUpdated = _at };
        }

        return state;
    }

    /// <summary>The changes in their order; <see cref="_at"/> is when each happens.</summary>
    private IEnumerable<Func<TicketState, TicketState>> Changes()
    {
        Pass(minutes: 5, 45);
        yield return static state => state.InProgress("Assigned");
        Pass(minutes: 10, 240);
        yield return static state => state.InProgress("In Progress");
        if (OneIn(8))
        {
            Pass(minutes: 30, 180);
            yield return static state => state with { Escalated = true };
        }

        for (int waits = Below(3); waits > 0; waits--)
        {
            string wait = _waits[Below(_waits.Length)];
            Pass(minutes: 60, 24 * 60);
            yield return state => state.InProgress(wait);
            Pass(minutes: 60, 12 * 60);
            yield return static state => state.InProgress("In Progress");
        }

        if (OneIn(5))
        {
            Pass(minutes: 20, 120);
            yield return static state => state.WithFile("field-report.pdf");
        }

        Pass(minutes: 30, 8 * 60);
        if (OneIn(15))
        {
            yield return static state => state.Cancelled();
            yield break;
        }

        yield return state => state.Resolved(_at);
        if (OneIn(10))
        {
            Pass(minutes: 60, 20 * 60);
            yield return static state => state.Reopened();
            Pass(minutes: 120, 24 * 60);
            yield return state => state.Resolved(_at);
        }

        Pass(minutes: 24 * 60, 25 * 60);
        yield return static state => state.Closed();
    }

    private void Pass(int minutes, int most) => _at += TimeSpan.FromMinutes(minutes + Below(most - minutes));

    private bool OneIn(int number) => Below(number) == 0;

    private int Below(int bound) => Scatter.Below(bound, _circuit, _drawn++);
}
