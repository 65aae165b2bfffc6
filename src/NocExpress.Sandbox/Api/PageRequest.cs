using System;
using NocExpress.Sandbox.Responses;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Api;

/// <summary>Which page of a list is to be sent, and how many rows it has at most; null for all.</summary>
internal sealed record PageRequest(int Number, int? Size)
{
    private const int EndlessSize = 100;

    /// <summary>Reads page_size and page as the server understands them.</summary>
    /// <param name="query">The request's query; what is no number at all is noted among its problems.</param>
    /// <param name="settings">The list that is asked for.</param>
    /// <param name="refusals">Takes what is a number that this server does not allow.</param>
    public static PageRequest Read(QueryReader query, ListSettings settings, Problems refusals)
    {
        int? asked = query.PositiveInteger("page_size");
        if (asked > settings.MaximumSize && settings.Oversize == Oversize.Refuse)
        {
            refusals.Add("page_size", $"Input should be less than or equal to {settings.MaximumSize}");
        }

        if (asked > settings.MaximumSize && settings.Oversize == Oversize.Disregard)
        {
            asked = null;
        }

        int? size = asked is { } rows ? Math.Min(rows, settings.MaximumSize ?? int.MaxValue) : settings.DefaultSize;
        return new PageRequest(ReadNumber(query, settings, refusals), size ?? (settings.Endless ? EndlessSize : null));
    }

    private static int ReadNumber(QueryReader query, ListSettings settings, Problems refusals)
    {
        if (settings.Pages == PageNumbers.Honoured)
        {
            return query.PositiveInteger("page") ?? 1;
        }

        if (settings.Pages == PageNumbers.Refused && query.Text("page") is not null)
        {
            refusals.Add("page", "Extra inputs are not permitted");
        }

        return 1;
    }
}
