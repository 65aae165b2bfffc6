using System;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Files;

/// <summary>
/// How long a file system is waited for. What it does not answer cannot be called off: it is left to itself, and ends when the file system
/// comes back.
/// </summary>
internal readonly record struct FileTimeout(TimeSpan Timeout, TimeProvider Time, CancellationToken Stop)
{
    /// <summary>Waits until somebody else has lost their patience.</summary>
    public static FileTimeout Until(CancellationToken cancellationToken) => new(System.Threading.Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    /// <exception cref="TimeoutException">It took too long.</exception>
    /// <exception cref="OperationCanceledException">Somebody else said that it did.</exception>
    public Task<T> WaitForAsync<T>(Task<T> work) => work.WaitAsync(Timeout, Time, Stop);
}
