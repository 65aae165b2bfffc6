using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NocExpress.Sandbox.Data;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Tickets;

/// <summary>The tickets, in the order they were opened.</summary>
internal sealed class TicketStore
{
    private const long FirstId = 8_100_001;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<long, Ticket> _tickets = [];
    private long _nextId = FirstId;

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
            Ticket[] opened = [.. order.Sites.SkipLast(lost).Select(site => Make(order, site, attachments, requestSequence))];
            foreach (Ticket ticket in opened)
            {
                _tickets.Add(ticket.Id, ticket);
            }

            return opened;
        }
    }

    public Ticket? Find(long id)
    {
        lock (_lock)
        {
            return _tickets.GetValueOrDefault(id);
        }
    }

    public Ticket[] All()
    {
        lock (_lock)
        {
            return [.. _tickets.Values];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _tickets.Clear();
            _nextId = FirstId;
        }
    }

    private Ticket Make(TicketOrder order, Site site, Attachment[] attachments, long requestSequence) => new()
    {
        Id = _nextId++,
        Site = site,
        Issue = order.Issue,
        Configurations = [.. order.Configurations.Where(configuration => configuration.Site.Index == site.Index)],
        Attachments = attachments,
        DateEntered = DateTimeOffset.UtcNow,
        RequestSequence = requestSequence,
    };
}
