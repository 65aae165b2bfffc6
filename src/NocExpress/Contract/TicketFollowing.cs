using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using NocExpress.Models;

namespace NocExpress.Contract;

/// <summary>Tickets that are looked at again and again, and what is done with what is seen.</summary>
internal sealed record TicketFollowing
{
    /// <summary>The tickets, each once.</summary>
    public required IReadOnlyList<TicketToFollow> Tickets { get; init; }

    /// <summary>How often each is looked at, as far as the limit allows.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>After which time it ends, whatever is left.</summary>
    public TimeSpan? Timeout { get; init; }

    public string? GrantedTenantMacnum { get; init; }

    /// <summary>Takes what a look brought, and says whether it is what is waited for.</summary>
    public required Func<TicketLook, Task<bool>> Seen { get; init; }

    /// <summary>Tells, before each look, how far it is and when that look comes.</summary>
    public required Action<FollowingProgress> Progress { get; init; }

    /// <summary>Whether a ticket is looked at further that brought what is waited for, until all have.</summary>
    public bool KeepsFinished { get; init; }
}

/// <summary>A ticket to be followed.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Known">How the user knows it; none: as it is seen first.</param>
internal sealed record TicketToFollow(long Id, NocTicket? Known);

/// <summary>What a look at a ticket brought.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Changes">What is other than at the look before, or than the user knows it.</param>
internal sealed record TicketLook(NocTicket Ticket, IReadOnlyList<NocTicketChange> Changes);

/// <summary>A ticket that had not brought what was waited for when the time was up.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Last">How it was seen last; none where no look at it has succeeded.</param>
/// <param name="Problem">What the last look failed by, if it did.</param>
internal sealed record TicketLeft(long Id, NocTicket? Last, NocException? Problem);

/// <summary>How far the following of tickets is.</summary>
/// <param name="Left">How many have not brought what is waited for.</param>
/// <param name="All">How many there were.</param>
/// <param name="Round">How often each is looked at.</param>
/// <param name="Wait">How long until the next look.</param>
/// <param name="Next">When that is.</param>
internal readonly record struct FollowingProgress(int Left, int All, TimeSpan Round, TimeSpan Wait, DateTimeOffset Next);
