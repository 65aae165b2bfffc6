using System;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Pacing;

/// <summary>Where a window is kept, and so who shares it. One caller at a time has it.</summary>
internal interface IWindowStore
{
    Task<T> UseAsync<T>(Func<RequestWindow, T> use, TimeSpan now, CancellationToken stop);
}
