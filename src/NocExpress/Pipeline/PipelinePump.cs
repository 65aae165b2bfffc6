using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Pipeline;

/// <summary>
/// Runs asynchronous work off the pipeline thread and carries what it produces onto it, because only the pipeline thread may write.
/// The queue is bounded: a slow pipeline slows the work.
/// </summary>
internal sealed class PipelinePump : ICallContext, IDisposable
{
    private const int WritesAhead = 512;

    /// <summary>So many objects are worth waking the pipeline for; for fewer it sleeps a moment longer. Waking it for each costs more than they do.</summary>
    private const int WorthWaking = 64;

    private static readonly TimeSpan _moment = TimeSpan.FromMilliseconds(2);

    private readonly Cmdlet _cmdlet;
    private readonly Action<NocException, object?> _report;
    private readonly Action<string> _warn;
    private readonly CancellationTokenSource _cancellation;
    private readonly CancellationTokenRegistration _wake;
    private readonly object _gate = new();
    private readonly Task _work;
    private List<Entry> _queued = [];
    private List<Entry> _writing = [];
    private TaskCompletionSource<bool>? _room;
    private bool _isOver;
    private bool _isUrgent = true;

    private PipelinePump(Cmdlet cmdlet, Func<PipelinePump, Task> work, Action<NocException, object?> report, Action<string> warn, CancellationToken cancellationToken)
    {
        _cmdlet = cmdlet;
        _report = report;
        _warn = warn;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationToken = _cancellation.Token;
        _wake = CancellationToken.Register(Wake);
        _work = Task.Run(() => WorkAsync(work), CancellationToken.None);
    }

    public CancellationToken CancellationToken { get; }

    /// <summary>Starts the work; what it produces waits to be written, and its errors to be reported.</summary>
    public static PipelinePump Start(
        Cmdlet cmdlet, Func<PipelinePump, Task> work, Action<NocException, object?> report, Action<string> warn, CancellationToken cancellationToken) =>
        new(cmdlet, work, report, warn, cancellationToken);

    /// <summary>Runs the work to its end. The work is over when this returns, however it returns: nothing goes on behind the pipeline's back.</summary>
    public static void Run(Cmdlet cmdlet, Func<PipelinePump, Task> work, CancellationToken cancellationToken)
    {
        using PipelinePump pump = Start(cmdlet, work, (error, target) => cmdlet.WriteError(ErrorMapper.ToRecord(error, target)), cmdlet.WriteWarning, cancellationToken);
        pump.WriteToEnd();
    }

    /// <summary>Writes what is there, and waits for nothing.</summary>
    /// <returns>Whether the work is over and all of it written.</returns>
    public bool WriteAvailable() => !Write(waits: false);

    /// <summary>Writes until the work is over, and throws what it threw.</summary>
    public void WriteToEnd()
    {
        while (Write(waits: true))
        {
        }

        _work.GetAwaiter().GetResult();
    }

    /// <summary>Hands an object to the pipeline; completes when there is room for the next.</summary>
    public Task EmitAsync(object value) => Enqueue(new Entry(value, null));

    /// <summary>
    /// Hands an object to the pipeline; completes when the pipeline has dealt with it. For objects after which the pipeline may want
    /// no further work done.
    /// </summary>
    public Task EmitAndWaitAsync(object value) => EnqueueAndWaitAsync(() => _cmdlet.WriteObject(value));

    /// <inheritdoc/>
    public Task ErrorAsync(NocException error, object? target) => EnqueueAndWaitAsync(() => _report(error, target));

    public void Verbose(string message) => Enqueue(new Entry(null, () => _cmdlet.WriteVerbose(TerminalText.Sanitize(message))));

    public void Warning(string message) => Enqueue(new Entry(null, () => _warn(TerminalText.Sanitize(message))));

    public void Uploading(string what, long sent, long length) => Enqueue(new Entry(null, () => Progress.Upload(_cmdlet, what, sent, length)));

    public void Waiting(string reason, TimeSpan left) => Enqueue(new Entry(null, () => Progress.Wait(_cmdlet, reason, left)));

    public void Awaiting(string what, TimeSpan left) => Enqueue(new Entry(null, () => Progress.Await(_cmdlet, what, left)));

    /// <summary>Tells how far the following of tickets is, and when the next is looked at; nothing is left at its end.</summary>
    public void Following(string status, TimeSpan next) => Enqueue(new Entry(null, () => Progress.Follow(_cmdlet, status, next)));

    /// <summary>Ends the work, if it is not over.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        try
        {
            _work.Wait();
        }
        catch (AggregateException)
        {
            // Whoever wrote to the end knows.
        }

        _wake.Dispose();
        _cancellation.Dispose();
    }

    private async Task WorkAsync(Func<PipelinePump, Task> work)
    {
        try
        {
            await work(this).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _isOver = true;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <returns>Whether more may come.</returns>
    private bool Write(bool waits)
    {
        List<Entry> entries;
        lock (_gate)
        {
            while (waits && _queued.Count == 0 && !_isOver && !CancellationToken.IsCancellationRequested)
            {
                Monitor.Wait(_gate);
            }

            if (waits && _queued.Count < WorthWaking && !_isUrgent && !_isOver && !CancellationToken.IsCancellationRequested)
            {
                Monitor.Wait(_gate, _moment);
            }

            if (CancellationToken.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }

            if (_queued.Count == 0)
            {
                return !_isOver;
            }

            entries = _queued;
            _queued = _writing;
            _writing = entries;
            _isUrgent = false;
            _room?.TrySetResult(true);
            _room = null;
        }

        foreach (Entry entry in entries)
        {
            if (entry.Write is { } write)
            {
                write();
            }
            else
            {
                _cmdlet.WriteObject(entry.Value);
            }
        }

        entries.Clear();
        return true;
    }

    private async Task EnqueueAndWaitAsync(Action write)
    {
        TaskCompletionSource<bool> written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration stopped = CancellationToken.Register(() => written.TrySetCanceled());
        await Enqueue(new Entry(null, () =>
        {
            try
            {
                write();
            }
            finally
            {
                written.TrySetResult(true);
            }
        })).ConfigureAwait(false);
        await written.Task.ConfigureAwait(false);
    }

    private Task Enqueue(Entry entry)
    {
        lock (_gate)
        {
            _queued.Add(entry);
            _isUrgent |= entry.Write is not null;
            if (_queued.Count is 1 or WorthWaking || _isUrgent)
            {
                Monitor.Pulse(_gate);
            }

            if (_queued.Count < WritesAhead)
            {
                return Task.CompletedTask;
            }

            if (CancellationToken.IsCancellationRequested)
            {
                return Task.FromCanceled(CancellationToken);
            }

            _room ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            _room?.TrySetCanceled();
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>An object for the pipeline, or something else to be done on its thread.</summary>
    private readonly record struct Entry(object? Value, Action? Write);
}
