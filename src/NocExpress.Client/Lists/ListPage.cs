using System.Collections.Generic;
using NocExpress.Client.Json;

namespace NocExpress.Client.Lists;

/// <summary>What one request for rows of a list brought.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Count">How many rows came.</param>
/// <param name="Rows">What tells each of them from others, in order. Of an answer that is longer than any page, only the first.</param>
/// <param name="Envelope">What the answer says besides.</param>
internal sealed record ListPage(PageRequest Request, int Count, IReadOnlyList<long> Rows, ListEnvelope Envelope)
{
    /// <summary>Whether the answer is longer than any page, so that its rows are not known one by one.</summary>
    public bool IsLongerThanAnyPage => Count > Rows.Count;

    public bool TellsOfMore(int known) => Envelope.TellsOfMore(known, Request.Number ?? 1);
}
