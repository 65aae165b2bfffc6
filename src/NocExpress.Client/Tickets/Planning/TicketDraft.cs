using System.Collections.Generic;
using NocExpress.Client.Files;
using NocExpress.Contract;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>An item that passed its checks, with its values in the API's types.</summary>
internal sealed record TicketDraft
{
    public required TicketItem Item { get; init; }

    public required TicketHead Head { get; init; }

    public required string Macnum { get; init; }

    public required string MaintenanceWindow { get; init; }

    public required IReadOnlyList<long> ConfigurationIds { get; init; }

    public required ValueList<UploadFile> Files { get; init; }
}
