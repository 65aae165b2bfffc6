using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Models;

namespace NocExpress.Runtime;

/// <summary>
/// Runs asynchronous work off the pipeline thread and carries what it produces onto it, because only the pipeline thread may write.
/// The queue is bounded: a slow pipeline slows the work.
/// </summary>
internal sealed class PipelinePump : ICall, IDisposable
{
    private const int ObjectsAhead = 64;
    private const int WorkActivity = 0;
    private const int WaitActivity = 1;

    private readonly Cmdlet _cmdlet;
    private readonly CancellationTokenSource _stop;
    private readonly ConcurrentQueue<Action> _queue = new();
    private readonly SemaphoreSlim _queued = new(0);
    private readonly SemaphoreSlim _places = new(ObjectsAhead);

    private PipelinePump(Cmdlet cmdlet, CancellationToken stop)
    {
        _cmdlet = cmdlet;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
    }

    public CancellationToken Stop => _stop.Token;

    /// <summary>Runs the work to its end. The work is over when this returns, however it returns: nothing goes on behind the pipeline's back.</summary>
    public static void Run(Cmdlet cmdlet, Func<PipelinePump, Task> work, CancellationToken stop)
    {
        using PipelinePump pump = new(cmdlet, stop);
        pump.Run(work);
    }

    /// <summary>Hands an object to the pipeline; completes when there is room for it.</summary>
    public async Task EmitAsync(object value)
    {
        await _places.WaitAsync(Stop).ConfigureAwait(false);
        Enqueue(() =>
        {
            _places.Release();
            _cmdlet.WriteObject(value);
        });
    }

    /// <summary>
    /// Hands an object to the pipeline; completes when the pipeline has dealt with it. For objects after which the pipeline may want
    /// no further work done.
    /// </summary>
    public Task EmitAndWaitAsync(object value) => EnqueueAndWaitAsync(() => _cmdlet.WriteObject(value));

    /// <inheritdoc/>
    public Task ErrorAsync(NocException error, object? target) =>
        EnqueueAndWaitAsync(() => _cmdlet.WriteError(ErrorMapper.ToRecord(error, target)));

    public void Verbose(string message) => Enqueue(() => _cmdlet.WriteVerbose(message));

    public void Warning(string message) => Enqueue(() => _cmdlet.WriteWarning(message));

    public void Progress(string activity, string status, int percent) => Enqueue(() => _cmdlet.WriteProgress(
        new ProgressRecord(WorkActivity, activity, status)
        {
            PercentComplete = percent,
            RecordType = percent >= 100 ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        }));

    public void Waiting(string reason, TimeSpan left) => Enqueue(() => _cmdlet.WriteProgress(
        new ProgressRecord(WaitActivity, "Waiting for the rate limit", reason.Length == 0 ? "Done" : reason)
        {
            SecondsRemaining = (int)Math.Ceiling(left.TotalSeconds),
            RecordType = left > TimeSpan.Zero ? ProgressRecordType.Processing : ProgressRecordType.Completed,
        }));

    public void Dispose()
    {
        _stop.Dispose();
        _queued.Dispose();
        _places.Dispose();
    }

    private void Run(Func<PipelinePump, Task> work)
    {
        Task task = Task.Run(() => WorkAsync(work));
        try
        {
            Write();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            // A write ends with an exception when the pipeline stops, or the user's preference makes an end of an error.
            _stop.Cancel();
            WaitForEnd(task);
        }

        task.GetAwaiter().GetResult();
    }

    /// <summary>Does the work, and then releases the semaphore once more than there are writes: that tells the end.</summary>
    private async Task WorkAsync(Func<PipelinePump, Task> work)
    {
        try
        {
            await work(this).ConfigureAwait(false);
        }
        finally
        {
            _queued.Release();
        }
    }

    private void Write()
    {
        while (true)
        {
            _queued.Wait(_stop.Token);
            if (!_queue.TryDequeue(out Action? write))
            {
                return;
            }

            write();
        }
    }

    private static void WaitForEnd(Task task)
    {
        try
        {
            task.Wait();
        }
        catch (AggregateException)
        {
            // Run rethrows what matters.
        }
    }

    private async Task EnqueueAndWaitAsync(Action write)
    {
        TaskCompletionSource<bool> written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration stopped = Stop.Register(() => written.TrySetCanceled());
        Enqueue(() =>
        {
            write();
            written.TrySetResult(true);
        });
        await written.Task.ConfigureAwait(false);
    }

    private void Enqueue(Action write)
    {
        _queue.Enqueue(write);
        _queued.Release();
    }
}
