using System;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary>What a request brought.</summary>
/// <param name="Rows">The tickets.</param>
/// <param name="Said">What the answer says beside them.</param>
/// <param name="OtherNumbers">The numbers of rows that are no tickets.</param>
/// <param name="SaysError">Whether it says that something failed.</param>
/// <param name="SentAt">When the request went out.</param>
internal sealed record CreatedTickets(
    IReadOnlyList<CreatedTicket> Rows, IReadOnlyList<string> Said, IReadOnlyList<long> OtherNumbers, bool SaysError, DateTimeOffset SentAt)
{
    /// <summary>What it says, and the numbers, for an error.</summary>
    public IEnumerable<string> ServerErrors => [.. Said, .. OtherNumbers.Select(id => $"ticket {id}")];
}

/// <summary>A ticket, and the same as the server sent it, on one line.</summary>
internal sealed record CreatedTicket(NocTicket Ticket, string Json);
