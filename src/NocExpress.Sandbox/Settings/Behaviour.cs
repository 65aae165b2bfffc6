using System.Collections.Generic;
using System.Text.Json;

namespace NocExpress.Sandbox.Settings;

/// <summary>What the sandbox does where the documents say nothing, or say two things. A key that is null follows the usual way.</summary>
internal sealed record Behaviour
{
    public Envelope? Envelope { get; init; }

    public ConfigurationsPath ConfigurationsPath { get; init; }

    public MacnumKey MacnumKey { get; init; }

    public TypeKeys TypeKeys { get; init; }

    public TypeForm TypeForm { get; init; }

    public IssueForm IssueForm { get; init; }

    public TicketResponse? TicketResponse { get; init; }

    public TokenErrorShape TokenErrorShape { get; init; }

    public ClientAuthentication ClientAuthentication { get; init; }

    public ErrorShape? ErrorShape { get; init; }

    /// <summary>Every object carries fields that no document names.</summary>
    public bool ExtraFields { get; init; }

    public int? RequestsPerMinute { get; init; }

    public int? TokenLifetime { get; init; }

    /// <summary>Files whose names contain one of these are not stored, though the ticket is.</summary>
    public IReadOnlyList<string> FailedAttachments { get; init; } = [];

    /// <summary>So many tickets of a request for several sites are not created, though the response is 200.</summary>
    public int MissingTickets { get; init; }

    /// <summary>The scope that tokens are issued with, whatever was asked for.</summary>
    public string? TokenScope { get; init; }

    /// <summary>The most rows in the response of a list, whatever page size was asked for.</summary>
    public int? PageLimit { get; init; }

    /// <exception cref="JsonException">A number is negative.</exception>
    public Behaviour Checked() =>
        RequestsPerMinute < 0 || TokenLifetime < 0 || MissingTickets < 0 || PageLimit < 0
            ? throw new JsonException("requestsPerMinute, tokenLifetime, missingTickets and pageLimit must not be negative.")
            : this;
}
