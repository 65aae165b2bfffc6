using System;
using System.Collections.Concurrent;
using System.Linq;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Contract;

/// <summary>What a connection has seen go by: completion offers this, and asks no server.</summary>
internal sealed class CompletionCache
{
    private const int MostPairs = 1000;
    private const int MostZeros = 20_000;

    private readonly ConcurrentDictionary<(string?, string?), NameCache> _issuesOf = new();

    private readonly ConcurrentDictionary<string, string> _zeros = new();

    public NameCache Macnums { get; } = new(AboutSite);

    public NameCache TypeNames { get; } = new();

    public NameCache SubtypeNames { get; } = new();

    public NameCache IssueNames { get; } = new();

    /// <summary>The issues of a ticket type and subtype, where they were asked for; else all that were seen.</summary>
    public NameCache IssuesOf(string? typeName, string? subtypeName) =>
        _issuesOf.TryGetValue((typeName, subtypeName), out NameCache? issues) ? issues : IssueNames;

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

        return site;
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

        return configuration;
    }

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
