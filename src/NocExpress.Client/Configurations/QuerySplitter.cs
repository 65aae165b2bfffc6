using System;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Client.Lists;
using NocExpress.Contract;

namespace NocExpress.Client.Configurations;

/// <summary>Splits a query into ones whose addresses are not too long, and whose answers are likely to come whole.</summary>
internal sealed class QuerySplitter(ClientOptions options, ServerPaging paging)
{
    /// <summary>The longest address that every common proxy and web server takes as it comes.</summary>
    private const int LongestAddress = 2000;

    private readonly RowsPerMacnum _density = new();

    /// <summary>Learns from a query that was answered whole.</summary>
    public void Note(ConfigurationQuery query, int rows) => _density.Note(query, rows);

    /// <summary>
    /// How many macnums to ask for at once, so that the answer comes whole and is seen to: one row less than the server cuts at.
    /// </summary>
    public int MacnumsPerRequest(ConfigurationQuery query) =>
        (query.PageSize ?? paging.Facts.RowsPerAnswer) is { } rows && _density.Of(query) is { } density
            ? Fitting(rows, density)
            : int.MaxValue;

    /// <summary>Splits a query of many macnums.</summary>
    public IEnumerable<ConfigurationQuery> Batches(ConfigurationQuery query)
    {
        ConfigurationQuery longest = query with { Macnums = [] };
        int most = EvenSize(query.Macnums.Count, MacnumsPerRequest(query));
        Uri address = ConfigurationRequests.Make(ConfigurationRequests.LongPath, longest, PageRequest.Longest).Below(options.BaseUri);
        int room = LongestAddress - address.AbsoluteUri.Length;
        List<string> batch = [];
        int length = 0;
        foreach (string macnum in query.Macnums)
        {
            int added = Uri.EscapeDataString(macnum).Length + 1;
            if (batch.Count > 0 && (length + added > room || batch.Count >= most))
            {
                yield return query with { Macnums = batch };
                batch = [];
                length = 0;
            }

            batch.Add(macnum);
            length += added;
        }

        yield return query with { Macnums = batch };
    }

    /// <summary>Splits a query whose answer was cut: by macnums, and then by services.</summary>
    /// <param name="query">The query.</param>
    /// <param name="cutAt">How many rows came at once.</param>
    /// <param name="macnums">How many of the macnums had rows among them.</param>
    /// <returns>The parts; none where it cannot be split.</returns>
    public static IReadOnlyList<ConfigurationQuery> Parts(ConfigurationQuery query, int cutAt, int macnums)
    {
        int fitting = Fitting(cutAt, (double)cutAt / Math.Max(1, macnums));
        return query switch
        {
            { Macnums.Count: > 1 } => [.. Chunks(query.Macnums, fitting).Select(part => query with { Macnums = part })],
            { Services.Count: > 1 } => [.. Chunks(query.Services, query.Services.Count).Select(part => query with { Services = part })],
            _ => [],
        };
    }

    /// <summary>
    /// How many to take at a time so that no part is larger than the most, and all are about alike: of a small rest a usual number of rows
    /// may come.
    /// </summary>
    private static int EvenSize(int count, int most)
    {
        int parts = Math.Max(1, (int)Math.Ceiling((double)count / most));
        return Math.Max(1, (count + parts - 1) / parts);
    }

    private static int Fitting(int rows, double density) => (int)Math.Max(1, Math.Min(int.MaxValue, (rows - 1) / density));

    /// <summary>The values in parts of so many, but at least two.</summary>
    private static IEnumerable<IReadOnlyList<string>> Chunks(IReadOnlyList<string> values, int fitting)
    {
        int size = EvenSize(values.Count, Math.Min(fitting, (values.Count + 1) / 2));
        for (int start = 0; start < values.Count; start += size)
        {
            yield return [.. values.Skip(start).Take(size)];
        }
    }
}
