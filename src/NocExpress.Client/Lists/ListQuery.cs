using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using NocExpress.Client.Json;

namespace NocExpress.Client.Lists;

/// <summary>A list to be read whole.</summary>
internal sealed class ListQuery
{
    /// <summary>More than any list takes: what goes on for longer has no end.</summary>
    public const int ManyRequests = 10_000;

    /// <summary>What the rows are, in words.</summary>
    public required string What { get; init; }

    /// <summary>Asks for a page, and hands over the fields of each row as it arrives.</summary>
    public required Func<PageRequest, Func<JsonFields, Task>, Task<ListEnvelope>> AskAsync { get; init; }

    /// <summary>Returns what tells a row from others.</summary>
    public required Func<JsonFields, long> Identify { get; init; }

    /// <summary>Takes a row that has not come before.</summary>
    public required Func<JsonFields, Task> TakeAsync { get; init; }

    /// <summary>
    /// Asks for a page of a list that has more rows than this one, such as the one without filters, where there is any. If the server gives
    /// more of that at once than there came of this, it has not cut this one.
    /// </summary>
    public Func<PageRequest, Func<JsonFields, Task>, Task<ListEnvelope>>? AskLongerAsync { get; init; }

    /// <summary>The size of an answer that the user asks for.</summary>
    public int? PageSize { get; init; }

    /// <summary>
    /// The longest answer that has come to a request for this list and others, where it is a part: one that is shorter is not cut.
    /// </summary>
    public Answer? LongerCame { get; init; }

    /// <summary>The most requests that the list is worth.</summary>
    public int MostRequests { get; init; } = ManyRequests;

    /// <summary>
    /// The rows that have come out, where it is known which: those of other lists, too, of which this one may bring some again.
    /// </summary>
    public HashSet<long> Taken { get; init; } = [];

    /// <summary>Whether rows of other lists will be held against those of this one, so that they are to be kept in any case.</summary>
    public bool KeepsRows { get; init; }
}
