using System;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Client.Files;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>An item that passed its checks, with its values in the API's types.</summary>
internal sealed class TicketDraft
{
    private readonly Lazy<ValueList<(string Name, string? Value)>> _commonFields;

    /// <remarks>In one form always: what is compared, and recorded in the journal, does not depend on how it is written into the form.</remarks>
    public TicketDraft() => _commonFields = new(() => new(TicketEncoder.Encode(Request!, NocListEncoding.Json).Select(part => (part.Name, part.Value))));

    public required TicketItem Item { get; init; }

    /// <summary>What the item says of a request: every field but the sites, the configurations and the files.</summary>
    public required NocTicketRequest Request { get; init; }

    public required string Macnum { get; init; }

    public required string MaintenanceWindow { get; init; }

    public required IReadOnlyList<long> ConfigurationIds { get; init; }

    public required ValueList<UploadFile> Files { get; init; }

    /// <summary>
    /// What items must have in common to become one request: whatever of it would be sent, so that no field is forgotten.
    /// </summary>
    public ValueList<(string Name, string? Value)> CommonFields => _commonFields.Value;
}
