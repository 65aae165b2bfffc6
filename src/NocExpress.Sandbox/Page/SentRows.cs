using System;
using System.Collections.Generic;
using System.Linq;

namespace NocExpress.Sandbox.Page;

/// <summary>The newest rows as a page has them.</summary>
internal sealed class SentRows<TRow>(Func<TRow, long> id)
    where TRow : notnull
{
    private Dictionary<long, TRow> _sent = [];

    /// <summary>Which rows are new to it, or have changed.</summary>
    public TRow[] Changes(IReadOnlyList<TRow> newest)
    {
        TRow[] changes = [.. newest.Where(row => !(_sent.TryGetValue(id(row), out TRow? sent) && sent.Equals(row)))];
        _sent = newest.ToDictionary(id);
        return changes;
    }
}
