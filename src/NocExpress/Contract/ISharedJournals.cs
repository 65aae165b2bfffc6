using System.Collections.Generic;
using System.Threading.Tasks;
using NocExpress.Models;

namespace NocExpress.Contract;

/// <summary>The journals in the table of a connection.</summary>
internal interface ISharedJournals
{
    /// <summary>The names of all of them.</summary>
    Task<IReadOnlyList<string>> NamesAsync(ICallContext call);

    /// <summary>The entries of a journal, in the order in which their requests went out; none where there is no such journal.</summary>
    Task<IReadOnlyList<NocJournalEntry>> ReadAsync(string name, ICallContext call);

    /// <summary>Removes a journal.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="force">Whether it is removed with entries of which nobody knows what became of them.</param>
    /// <param name="call">Who calls.</param>
    Task RemoveAsync(string name, bool force, ICallContext call);

    /// <summary>Records what was found out of entries.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="found">Their ticket; none where there is none.</param>
    /// <param name="force">Whether an entry that is not unknown, or not any more, is changed, too.</param>
    /// <param name="call">Who calls.</param>
    /// <returns>The entries as they are now.</returns>
    Task<IReadOnlyList<NocJournalEntry>> SettleAsync(IReadOnlyList<NocJournalEntry> entries, FoundTicket? found, bool force, ICallContext call);
}
