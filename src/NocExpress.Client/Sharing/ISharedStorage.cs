using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Journal;
using NocExpress.Client.Pacing;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Sharing;

/// <summary>What the runs of several machines share: journals, and the count of requests. Reading and writing fail with <see cref="System.IO.IOException"/>.</summary>
internal interface ISharedStorage
{
    /// <summary>The count of requests to the connection's server as its client.</summary>
    IWindowStore Window { get; }

    /// <summary>Makes sure that the storage can be used, and makes what is missing.</summary>
    /// <exception cref="NocException">It cannot.</exception>
    Task CheckAsync(ICallContext call);

    /// <summary>Opens a journal, and makes one where there is none and it is to be written.</summary>
    /// <exception cref="NocException">The name is none, or the storage cannot be reached.</exception>
    Task<ISharedJournal> OpenAsync(string name, bool writes, CancellationToken cancellationToken);

    /// <summary>The names of all journals.</summary>
    Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken);
}

/// <summary>A journal that runs on several machines use at once.</summary>
internal interface ISharedJournal : IJournalStore
{
    /// <summary>All records.</summary>
    Task<IReadOnlyList<CircuitRecord>> AllAsync(CancellationToken cancellationToken);

    /// <summary>Removes the journal with all that is in it.</summary>
    Task RemoveAsync(CancellationToken cancellationToken);
}
