using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Models;

namespace NocExpress.Pipeline;

/// <summary>Runs calls side by side, so many at a time, and writes what they bring in the order in which they were started.</summary>
/// <param name="cmdlet">Whose calls they are.</param>
/// <param name="limit">How many are under way at the most.</param>
/// <param name="report">Reports an error against the item that it is about: one that a call tells of, or its failure.</param>
/// <param name="warn">Writes a warning.</param>
/// <param name="cancellationToken">Ends them all.</param>
internal sealed class CallQueue(Cmdlet cmdlet, int limit, Action<NocException, object?> report, Action<string> warn, CancellationToken cancellationToken) : IDisposable
{
    private readonly Queue<(object? Item, PipelinePump Pump)> _calls = new();

    /// <summary>How many calls are not over, or not written.</summary>
    public int Count => _calls.Count;

    /// <summary>Starts a call, when there is room for it.</summary>
    public void Start(object? item, Func<PipelinePump, Task> work)
    {
        while (_calls.Count >= limit)
        {
            EndFirst();
        }

        _calls.Enqueue((item, PipelinePump.Start(cmdlet, work, report, warn, cancellationToken)));
    }

    /// <summary>Writes what is there, and waits for nothing.</summary>
    public void WriteAvailable()
    {
        while (_calls.Count > 0 && _calls.Peek().Pump.WriteAvailable())
        {
            EndFirst();
        }
    }

    /// <summary>Writes until all calls are over.</summary>
    public void WriteToEnd()
    {
        while (_calls.Count > 0)
        {
            EndFirst();
        }
    }

    /// <summary>Writes until the call is over that was started first.</summary>
    /// <remarks>
    /// It stays in the queue until then: where the pipeline answers with an exception, disposing of the queue has to end it.
    /// </remarks>
    public void EndFirst()
    {
        (object? item, PipelinePump pump) = _calls.Peek();
        NocException? failure = null;
        try
        {
            pump.WriteToEnd();
        }
        catch (NocException error)
        {
            failure = error;
        }

        _calls.Dequeue();
        pump.Dispose();
        if (failure is not null)
        {
            report(failure, item);
        }
    }

    /// <summary>Ends what is under way, and returns when it has ended.</summary>
    public void Dispose()
    {
        while (_calls.Count > 0)
        {
            _calls.Dequeue().Pump.Dispose();
        }
    }
}
