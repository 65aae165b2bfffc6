using System.Collections.Generic;
using System.Threading.Tasks;
using NocExpress.Models;

namespace NocExpress.Contract;

/// <summary>Reads journals, and records what people have found out. It needs no connection.</summary>
internal interface IJournals
{
    /// <summary>What this process has sent, with a journal or without.</summary>
    IEnumerable<NocJournalEntry> OfProcess();

    /// <summary>The entries of a journal, in the order in which their requests went out.</summary>
    /// <exception cref="NocException">There is none, or it cannot be read.</exception>
    IEnumerable<NocJournalEntry> Read(string path);

    /// <summary>Records what was found out of entries.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="found">Their ticket; none where there is none.</param>
    /// <param name="force">Whether an entry that is not unknown, or not any more, is changed, too.</param>
    /// <param name="call">Who calls.</param>
    /// <returns>The entries as they are now.</returns>
    Task<IReadOnlyList<NocJournalEntry>> SettleAsync(IReadOnlyList<NocJournalEntry> entries, FoundTicket? found, bool force, ICallContext call);
}

/// <summary>The ticket that somebody has found for an entry of a journal.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Json">The same as the server sent it, on one line.</param>
/// <param name="Contradiction">What in it is not the entry's, in words.</param>
/// <param name="NamesSite">Whether it says that it is of the entry's site.</param>
internal sealed record FoundTicket(NocTicket Ticket, string Json, string? Contradiction, bool NamesSite);
