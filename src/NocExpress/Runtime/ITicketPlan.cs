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

    IReadOnlyList<NocTicketRequest> Requests { get; }

    /// <summary>Sends the requests that the user agreed to, and hands over the tickets in the order of the requests.</summary>
    Task CreateAsync(IReadOnlyList<NocTicketRequest> requests, Func<NocTicket, Task> emit, ICall call);
}
