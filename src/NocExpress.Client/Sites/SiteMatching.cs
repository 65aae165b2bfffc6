using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Client.Lists;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Sites;

/// <summary>
/// Finds the sites of many values of one filter in the list of all sites, in place of a request for each. How the server finds sites by a
/// value no document says: it shows in the values that it was asked for one by one. Only where what it found for each of these is what a
/// <see cref="SiteRule"/> finds in the list, is the rule trusted with the others; a value for which it finds nothing, or for which two such rules
/// find different sites, is left to the server.
/// </summary>
[GoesBy(Guess.SearchMatching)]
internal sealed class SiteMatching(SitesEndpoint endpoint, IReadOnlyList<SiteSample> samples)
{
    /// <summary>So many samples must have found something, so that a rule does not fit by chance.</summary>
    private const int FewestHits = 3;

    /// <returns>The queries that are left.</returns>
    public async Task<IReadOnlyList<SiteQuery>> MatchAsync(
        IReadOnlyList<SiteQuery> queries, Func<SiteQuery, NocSite, Task> emit, ICallContext call)
    {
        if (samples.Count(static sample => sample.Found.Count > 0) < FewestHits)
        {
            return queries;
        }

        IReadOnlyList<SiteRule> rules = SiteRule.For([.. queries.Concat(samples.Select(static sample => sample.Query)).Select(ValueOf)]);
        if (!await TryLookAsync(rules, queries, call).ConfigureAwait(false))
        {
            return queries;
        }

        SiteRule[] trusted = [.. rules.Where(rule => samples.All(sample => IdsOf(rule.Found(ValueOf(sample.Query))).SetEquals(sample.Found)))];
        List<SiteQuery> left = [];
        foreach (SiteQuery query in queries)
        {
            HashSet<long>[] found = [.. trusted.Select(rule => IdsOf(rule.Found(ValueOf(query))))];
            if (found.Length == 0 || found[0].Count == 0 || !Array.TrueForAll(found, found[0].SetEquals))
            {
                left.Add(query);
                continue;
            }

            foreach (NocSite site in trusted[0].Found(ValueOf(query)))
            {
                await emit(query, site).ConfigureAwait(false);
            }
        }

        call.Verbose($"Of {queries.Count} values {queries.Count - left.Count} were looked up in the list of all sites.");
        return left;
    }

    /// <summary>Holds all sites against the rules, unless that takes more requests than it spares.</summary>
    private async Task<bool> TryLookAsync(IReadOnlyList<SiteRule> rules, IReadOnlyList<SiteQuery> queries, ICallContext call)
    {
        bool allHaveIds = true;
        try
        {
            ListResult result = await endpoint.ReadAsync(queries[0].WithoutFilters(), LookAsync, call, mostRequests: queries.Count).ConfigureAwait(false);
            return result.IsWhole && allHaveIds;
        }
        catch (NocException refused) when (!refused.IsTerminating)
        {
            call.Verbose($"The list of all sites cannot be had: {refused.Message}");
            return false;
        }

        Task LookAsync(NocSite site)
        {
            allHaveIds &= site.Id is not null;
            foreach (SiteRule rule in rules)
            {
                rule.Look(site);
            }

            return Task.CompletedTask;
        }
    }

    private static string ValueOf(SiteQuery query) => query.Filters[0].Value;

    private static HashSet<long> IdsOf(IEnumerable<NocSite> sites) => [.. sites.Select(static site => site.Id ?? 0)];
}
