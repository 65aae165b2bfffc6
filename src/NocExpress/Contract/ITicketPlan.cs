using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using NocExpress.Models;

namespace NocExpress.Contract;

/// <summary>What <c>New-NocTicket</c> is about to send. It holds the checked files open, so that what was checked is what is sent.</summary>
internal interface ITicketPlan : IDisposable
{
    /// <summary>All that is wrong with the input. If there is anything, there are no requests.</summary>
    IReadOnlyList<TicketValidationError> ValidationErrors { get; }

    /// <summary>All requests, in the order of the input.</summary>
    IReadOnlyList<NocTicketRequest> Requests { get; }

    /// <summary>Whether the request is to be sent: not if an earlier run has sent it, according to the journal.</summary>
    bool IsToBeSent(NocTicketRequest request);

    /// <summary>The user's input that the request was made of.</summary>
    object? SourceOf(NocTicketRequest request);

    /// <summary>Sends the request and hands over its tickets; where the journal has it as finished, those alone.</summary>
    Task CompleteAsync(NocTicketRequest request, Func<NocTicket, Task> emit, ICallContext call);
}
