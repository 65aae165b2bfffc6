using System;
using System.Collections.Generic;
using NocExpress.Sandbox.Data;

namespace NocExpress.Sandbox.Tickets;

/// <summary>A ticket for one site.</summary>
internal sealed record Ticket
{
    public required long Id { get; init; }

    public required Site Site { get; init; }

    public required string Issue { get; init; }

    public required IReadOnlyList<Configuration> Configurations { get; init; }

    public required DateTimeOffset DateEntered { get; init; }

    /// <summary>The request that opened it.</summary>
    public required long RequestSequence { get; init; }

    /// <summary>How it stands: as it was opened or last changed by hand, and in what is read, as it has become since.</summary>
    public required TicketState State { get; init; }

    /// <summary>Somebody has changed it by hand, so that it no longer lives by itself.</summary>
    public bool IsByHand { get; init; }
}
