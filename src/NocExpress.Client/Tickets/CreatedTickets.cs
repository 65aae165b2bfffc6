using System;
using System.Collections.Generic;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary>What a request brought.</summary>
/// <param name="Tickets">The tickets.</param>
/// <param name="Json">The same as the server sent them: a JSON array on one line.</param>
/// <param name="SentAt">When the request went out.</param>
internal sealed record CreatedTickets(IReadOnlyList<NocTicket> Tickets, string Json, DateTimeOffset SentAt);
