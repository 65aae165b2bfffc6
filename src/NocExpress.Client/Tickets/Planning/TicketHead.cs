namespace NocExpress.Client.Tickets.Planning;

/// <summary>
/// What items must have in common to become one request: every field but the sites, the configurations and the files.
/// </summary>
internal sealed record TicketHead
{
    public required string IssueName { get; init; }

    public string? InitialDescription { get; init; }

    public required string TypeName { get; init; }

    public required string SubtypeName { get; init; }

    public string? CustomerTicketNumber { get; init; }

    public long? PriorTicket { get; init; }

    public required string ContactName { get; init; }

    public required string ContactEmailAddress { get; init; }

    public required string LocalContactName { get; init; }

    public required long LocalContactNumber { get; init; }

    public bool? AutomaticEmailContact { get; init; }

    public bool AutomaticEmailCc { get; init; }

    public required ValueList<string> AutomaticEmailCcAddress { get; init; }

    public required ValueList<(string Type, string Name, long Number)> AdditionalContacts { get; init; }

    public required string AccessHours { get; init; }

    public bool? TechnicianDispatchApproved { get; init; }

    public string? GrantedTenantMacnum { get; init; }
}
