using System;
using System.Collections.Generic;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary>What a request brought.</summary>
/// <param name="Rows">The tickets.</param>
/// <param name="ServerErrors">What the answer says beside them.</param>
/// <param name="SentAt">When the request went out.</param>
internal sealed record CreatedTickets(IReadOnlyList<CreatedTicket> Rows, IReadOnlyList<string> ServerErrors, DateTimeOffset SentAt);

/// <summary>A ticket, and the same as the server sent it, on one line.</summary>
internal sealed record CreatedTicket(NocTicket Ticket, string Json);
