namespace NocExpress.Sandbox.Data;

/// <summary>A location of the customer.</summary>
internal sealed record Site
{
    public required int Index { get; init; }

    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string StoreNumber { get; init; }

    public string? Macnum { get; init; }

    public string? SiteName { get; init; }

    public string? AccountName { get; init; }

    public required string AddressLine1 { get; init; }

    public string? AddressLine2 { get; init; }

    public required string City { get; init; }

    public string? State { get; init; }

    public required string Zip { get; init; }

    public string? ParentMacnum { get; init; }

    public string? ParentName { get; init; }

    public required string ParentAccount { get; init; }

    public required bool IsChronic { get; init; }
}
