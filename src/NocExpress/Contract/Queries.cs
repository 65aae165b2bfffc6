using System.Collections.Generic;
using System.Linq;

namespace NocExpress.Contract;

internal sealed record SiteQuery
{
    public string? Search { get; init; }

    public string? Account { get; init; }

    public string? Store { get; init; }

    public int? PageSize { get; init; }

    public string? GrantedTenantMacnum { get; init; }

    /// <summary>The filters that have a value, by the names of their parameters.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Filters =>
    [
        .. new[] { (nameof(Search), Search), (nameof(Account), Account), (nameof(Store), Store) }
            .Where(static filter => filter.Item2 is not null)
            .Select(static filter => new KeyValuePair<string, string>(filter.Item1, filter.Item2!)),
    ];

    /// <summary>The query of all sites.</summary>
    public SiteQuery WithoutFilters() => this with { Search = null, Account = null, Store = null };

    /// <summary>The filters, for an error record.</summary>
    public override string ToString() => string.Join(", ", Filters.Select(static filter => filter.Value));
}

internal sealed record ConfigurationQuery
{
    public required IReadOnlyList<string> Macnums { get; init; }

    public required IReadOnlyList<string> Services { get; init; }

    public string? ServiceId { get; init; }

    public string? SerialNumber { get; init; }

    public int? PageSize { get; init; }

    public string? GrantedTenantMacnum { get; init; }
}

internal sealed record IssueQuery
{
    public string? TypeName { get; init; }

    public string? SubtypeName { get; init; }

    public string? GrantedTenantMacnum { get; init; }

    /// <summary>Ask the server, whatever it has said before.</summary>
    public bool Refresh { get; init; }
}
