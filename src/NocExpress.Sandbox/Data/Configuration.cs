namespace NocExpress.Sandbox.Data;

/// <summary>A service as it is installed at one site: what a ticket is about.</summary>
internal sealed record Configuration
{
    public required long Id { get; init; }

    public required Site Site { get; init; }

    public required Service Service { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public required string ServiceId { get; init; }

    public string? SerialNumber { get; init; }
}
