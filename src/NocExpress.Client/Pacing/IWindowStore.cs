using System;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Pacing;

/// <summary>Where a window is kept, and so who shares it. One caller at a time has it.</summary>
internal interface IWindowStore
{
    /// <param name="use">What is done with it, and when: the time is that at which the caller has the window, however long it waited for its turn.</param>
    /// <param name="cancellationToken">Ends the wait for its turn.</param>
    Task<T> UseAsync<T>(Func<RequestWindow, TimeSpan, T> use, CancellationToken cancellationToken);
}
