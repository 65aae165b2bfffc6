using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Contract;

/// <summary>What a connection has seen go by: completion offers this.</summary>
internal sealed class CompletionCache
{
    private const int MostPairs = 1000;
    private const int MostZeros = 20_000;

    private readonly ConcurrentDictionary<(string?, string?), NameCache> _issuesOf = new();

    /// <summary>The types and subtypes that configurations have named together, and whether their issues were asked for.</summary>
    private readonly ConcurrentDictionary<(string Type, string Subtype), bool> _pairs = new();

    private readonly ConcurrentDictionary<string, string> _zeros = new();

    public NameCache Macnums { get; } = new(AboutSite);

    public NameCache TypeNames { get; } = new();

    public NameCache SubtypeNames { get; } = new();

    public NameCache IssueNames { get; } = new();

    /// <summary>The issues of a ticket type and subtype, where they were asked for; else all that were seen.</summary>
    public NameCache IssuesOf(string? typeName, string? subtypeName) =>
        _issuesOf.TryGetValue((typeName, subtypeName), out NameCache? issues) ? issues : IssueNames;

    /// <summary>
    /// Those types and subtypes of configurations whose issues nobody has asked for, of the given ones if any; they are then taken as asked
    /// for.
    /// </summary>
    public IReadOnlyList<(string Type, string Subtype)> TakeUnasked(string? typeName, string? subtypeName, int most) =>
    [
        .. _pairs.Keys
            .Where(pair => IsOrNull(typeName, pair.Type) && IsOrNull(subtypeName, pair.Subtype) && !_issuesOf.ContainsKey(pair))
            .Where(pair => _pairs.TryUpdate(pair, true, false))
            .Take(most),
    ];

    /// <summary>They could not be asked for after all.</summary>
    public void PutBack((string Type, string Subtype) pair) => _pairs[pair] = false;

    /// <summary>The macnum that was seen and that is this number but for the zeros that it begins with.</summary>
    public string? WithZeros(string number) =>
        _zeros.TryGetValue(LeadingZeros.Trim(number), out string? macnum) && macnum != number ? macnum : null;

    /// <summary>Notes the site, and returns it.</summary>
    public NocSite Note(NocSite site)
    {
        if (site.Macnum is { } macnum)
        {
            Macnums.Add(macnum, site);
            if (macnum.StartsWith("0", StringComparison.Ordinal) && _zeros.Count < MostZeros)
            {
                _zeros[LeadingZeros.Trim(macnum)] = macnum;
            }
        }

        if (site.Rest is { } rest)
        {
            NoteStores(rest);
        }

        return site;
    }

    /// <remarks>The number of a store is no documented field of a site, though one can be asked for by it.</remarks>
    private void NoteStores(IReadOnlyDictionary<string, object?> fields)
    {
        foreach (KeyValuePair<string, object?> field in fields)
        {
            if (field.Value is string store && store.StartsWith("0", StringComparison.Ordinal) && _zeros.Count < MostZeros
                && field.Key.IndexOf("store", StringComparison.OrdinalIgnoreCase) >= 0)
            {
                _zeros[LeadingZeros.Trim(store)] = store;
            }
        }
    }

    /// <summary>Notes the configuration, and returns it.</summary>
    public NocConfiguration Note(NocConfiguration configuration)
    {
        Macnums.Add(configuration.Macnum, configuration);
        foreach (string type in configuration.TypeNames)
        {
            TypeNames.Add(type, "Ticket type");
        }

        foreach (string subtype in configuration.SubtypeNames)
        {
            SubtypeNames.Add(subtype, configuration.TypeName is { } type ? $"Ticket subtype, seen with {type}" : "Ticket subtype");
        }

        foreach (string type in configuration.TypeNames)
        {
            foreach (string subtype in configuration.SubtypeNames)
            {
                // To count takes all locks of the dictionary, and most pairs are there already.
                if (!_pairs.ContainsKey((type, subtype)) && _pairs.Count < MostPairs)
                {
                    _pairs.TryAdd((type, subtype), false);
                }
            }
        }

        return configuration;
    }

    private static bool IsOrNull(string? given, string name) =>
        string.IsNullOrEmpty(given) || string.Equals(given, name, StringComparison.OrdinalIgnoreCase);

    private static string AboutSite(object source) => source switch
    {
        NocSite site => string.Join(", ", new[] { site.Name ?? site.SiteName, site.City, site.State }.Where(part => part is not null)),
        NocConfiguration configuration => configuration.SiteName ?? "",
        _ => "",
    };

    /// <summary>Notes the issue, and returns it.</summary>
    public NocIssue Note(NocIssue issue)
    {
        string about = string.Join(", ", new[] { issue.TypeName, issue.SubtypeName }.Where(part => part is not null));
        IssueNames.Add(issue.Name, about);
        (string?, string?) pair = (issue.TypeName, issue.SubtypeName);
        if (_issuesOf.ContainsKey(pair) || _issuesOf.Count < MostPairs)
        {
            _issuesOf.GetOrAdd(pair, _ => new NameCache()).Add(issue.Name, about);
        }

        return issue;
    }
}
