using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using NocExpress.Models;

namespace NocExpress.Contract;

/// <summary>What <c>New-NocTicket</c> is about to do. It holds the checked files open, so that what was checked is what is sent.</summary>
internal interface ITicketPlan : IDisposable
{
    /// <summary>All that is wrong with the input. If there is anything, there are no steps.</summary>
    IReadOnlyList<TicketValidationError> ValidationErrors { get; }

    /// <summary>What is to be done, in the order of the input.</summary>
    IReadOnlyList<ITicketStep> Steps { get; }

    /// <summary>Whether the journal goes on, and what it knows, in a line; nothing where there is none.</summary>
    string? JournalSummary { get; }

    /// <summary>What the run comes to, in a line.</summary>
    string Totals { get; }

    /// <summary>What is to be said once of all that was sent.</summary>
    IReadOnlyList<string> Remarks { get; }
}

/// <summary>A step of the plan: a request to be sent, tickets that the journal has, or what a person has to decide.</summary>
internal interface ITicketStep
{
    /// <summary>The request to be sent, if the step is one.</summary>
    NocTicketRequest? Request { get; }

    /// <summary>The user's input that the step is about.</summary>
    object? Source { get; }

    /// <summary>
    /// Steps of recorded tickets whose places are between those of the request's sites. It hands them over, too; where it is not taken, they
    /// are steps by themselves.
    /// </summary>
    IReadOnlyList<ITicketStep> Between { get; }

    /// <summary>Does it, and hands over the tickets.</summary>
    Task TakeAsync(Func<NocTicket, Task> emit, ICallContext call);
}
