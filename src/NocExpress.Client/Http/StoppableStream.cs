using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Http;

/// <summary>
/// An answer's body each read of which ends when its token says so. Those of .NET Framework know of no token: a read that is given up goes on
/// into a buffer of its own, until its connection is closed.
/// </summary>
[SuppressMessage("Performance", "CA1844", Justification = ".NET Framework has no other way to read.")]
internal sealed class StoppableStream(Stream inner) : BodyStream
{
    private const int LargestRead = 64 * 1024;

    private readonly byte[] _own = new byte[LargestRead];
    private bool _isGivenUp;

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task<int> read = inner.ReadAsync(_own, 0, Math.Min(count, _own.Length), cancellationToken);
        TaskCompletionSource<int> stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => stopped.TrySetCanceled()))
        {
            if (await Task.WhenAny(read, stopped.Task).ConfigureAwait(false) != read)
            {
                GiveUp(read);
                throw new OperationCanceledException(cancellationToken);
            }
        }

        int bytes = await read.ConfigureAwait(false);
        Array.Copy(_own, 0, buffer, offset, bytes);
        return bytes;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isGivenUp)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Closes the stream, which may wait for the read, and minds no more what comes of either.</summary>
    private void GiveUp(Task<int> read)
    {
        _isGivenUp = true;
        _ = read.ContinueWith(static late => _ = late.Exception, TaskScheduler.Default);
        _ = Task.Run(inner.Dispose).ContinueWith(static late => _ = late.Exception, TaskScheduler.Default);
    }
}
