using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using NocExpress.Models;

namespace NocExpress.Runtime;

/// <summary>What <c>New-NocTicket</c> is about to send. It holds the checked files open, so that what was checked is what is sent.</summary>
internal interface ITicketPlan : IDisposable
{
    /// <summary>All that is wrong with the input. If there is anything, there are no requests.</summary>
    IReadOnlyList<TicketViolation> Violations { get; }

    /// <summary>What is to be sent: not what an earlier run has sent, according to the journal.</summary>
    IReadOnlyList<NocTicketRequest> Requests { get; }

    /// <summary>
    /// Sends the requests that the user agreed to, and hands over the tickets in the order of the input: those of requests that the journal has
    /// as finished, too.
    /// </summary>
    Task CreateAsync(IReadOnlyList<NocTicketRequest> requests, Func<NocTicket, Task> emit, ICall call);
}
