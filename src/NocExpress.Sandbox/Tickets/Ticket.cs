using System;
using System.Collections.Generic;
using NocExpress.Sandbox.Data;

namespace NocExpress.Sandbox.Tickets;

/// <summary>An open ticket for one site.</summary>
internal sealed record Ticket
{
    public required long Id { get; init; }

    public required Site Site { get; init; }

    public required string Issue { get; init; }

    public required IReadOnlyList<Configuration> Configurations { get; init; }

    public required IReadOnlyList<Attachment> Attachments { get; init; }

    public required DateTimeOffset DateEntered { get; init; }

    /// <summary>The request that opened it.</summary>
    public required long RequestSequence { get; init; }
}
