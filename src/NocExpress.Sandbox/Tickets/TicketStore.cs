using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NocExpress.Sandbox.Data;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Tickets;

/// <summary>The tickets, in the order they were opened.</summary>
internal sealed class TicketStore(TimeProvider clock)
{
    private const long FirstId = 8_100_001;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<long, Ticket> _tickets = [];
    private long _nextId = FirstId;

    /// <summary>How often it has forgotten all.</summary>
    public int Generation { get; private set; }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _tickets.Count;
            }
        }
    }

    /// <summary>Opens a ticket for each site, or for fewer where the sandbox was told to lose some.</summary>
    public Ticket[] Open(TicketOrder order, Behaviour behaviour, long requestSequence)
    {
        int lost = order.Sites.Count > 1 ? behaviour.MissingTickets : 0;
        Attachment[] attachments =
        [
            .. order.FileNames.Select(name => new Attachment(name, Stored: !behaviour.FailedAttachments.Any(name.Contains))),
        ];
        lock (_lock)
        {
            DateTimeOffset now = clock.GetUtcNow();
            TicketState state = new() { LastUpdated = now, Attachments = attachments };
            Ticket[] opened = [.. order.Sites.SkipLast(lost).Select(site => Make(order, site, state, requestSequence))];
            foreach (Ticket ticket in opened)
            {
                _tickets.Add(ticket.Id, ticket);
            }

            return opened;
        }
    }

    /// <summary>A ticket as it is now.</summary>
    public Ticket? Find(long id, Behaviour behaviour)
    {
        lock (_lock)
        {
            return _tickets.TryGetValue(id, out Ticket? ticket) ? Now(ticket, behaviour) : null;
        }
    }

    /// <summary>Changes a ticket by hand.</summary>
    /// <returns>The ticket as it is now; null if there is none.</returns>
    public Ticket? Change(long id, Behaviour behaviour, Func<TicketState, DateTimeOffset, TicketState> change)
    {
        lock (_lock)
        {
            if (!_tickets.TryGetValue(id, out Ticket? ticket))
            {
                return null;
            }

            Ticket changed = ticket with { State = change(Now(ticket, behaviour).State, clock.GetUtcNow()), IsByHand = true };
            _tickets[id] = changed;
            return changed;
        }
    }

    public Ticket[] All(Behaviour behaviour)
    {
        lock (_lock)
        {
            return [.. _tickets.Values.Select(ticket => Now(ticket, behaviour))];
        }
    }

    public Ticket[] Newest(int most, Behaviour behaviour)
    {
        lock (_lock)
        {
            Ticket[] newest = [.. _tickets.Values.Skip(_tickets.Count - most).Select(ticket => Now(ticket, behaviour))];
            Array.Reverse(newest);
            return newest;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _tickets.Clear();
            _nextId = FirstId;
            Generation++;
        }
    }

    private Ticket Now(Ticket ticket, Behaviour behaviour) => behaviour.LivingTickets && !ticket.IsByHand
        ? ticket with { State = new TicketLife(ticket, behaviour.LifeSeed).At(clock.GetUtcNow()) }
        : ticket;

    private Ticket Make(TicketOrder order, Site site, TicketState state, long requestSequence) => new()
    {
        Id = _nextId++,
        Site = site,
        Issue = order.Issue,
        Configurations = [.. order.Configurations.Where(configuration => configuration.Site.Index == site.Index)],
        DateEntered = state.LastUpdated,
        RequestSequence = requestSequence,
        State = state,
    };
}
