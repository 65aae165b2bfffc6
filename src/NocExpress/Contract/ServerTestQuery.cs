namespace NocExpress.Contract;

/// <summary>What a test of the server looks at.</summary>
internal sealed record ServerTestQuery
{
    /// <summary>A site with circuits; null for some of the first.</summary>
    public string? Macnum { get; init; }

    /// <summary>Whether to send ticket requests that are bound to be refused.</summary>
    public bool IncludeCreate { get; init; }

    public string? GrantedTenantMacnum { get; init; }
}
