using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.AspNetCore.Http;

namespace NocExpress.Benchmarks;

/// <summary>How many configurations a site has, and how the server cuts lists of them; without a default it does not.</summary>
internal sealed record CutLists(int PerSite = 1, int? DefaultSize = null, int MaximumSize = int.MaxValue, bool HasPages = true)
{
    public IEnumerable<T> Cut<T>(IEnumerable<T> rows, IQueryCollection query)
    {
        if ((Number(query, "page_size") ?? DefaultSize) is not { } size)
        {
            return rows;
        }

        size = Math.Min(size, MaximumSize);
        return rows.Skip(HasPages ? ((Number(query, "page") ?? 1) - 1) * size : 0).Take(size);
    }

    private static int? Number(IQueryCollection query, string name) =>
        int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
