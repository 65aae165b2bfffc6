using System;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Following;

/// <summary>A ticket that is followed, and how it was seen last.</summary>
internal sealed class PolledTicket(TicketToFollow followed, int place)
{
    public long Id => followed.Id;

    /// <summary>How the user knows it.</summary>
    public NocTicket? Known => followed.Known;

    /// <summary>Where it stands in the input.</summary>
    public int Place => place;

    public NocTicket? Last { get; set; }

    /// <summary>What the last look failed by.</summary>
    public NocException? Problem { get; set; }

    /// <summary>How many looks in a row were answered by what may be no API.</summary>
    public int Strange { get; set; }

    /// <summary>It has brought what is waited for.</summary>
    public bool IsFinished { get; set; }

    /// <summary>When it is looked at next, if it is its turn then.</summary>
    public TimeSpan Due { get; set; }

    public bool HasHadTurn { get; set; }

    /// <summary>So many looks yet it is looked at sooner, since it has changed lately.</summary>
    public int Lively { get; set; }
}
