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
/// <param name="cancellationToken">Ends them all.</param>
internal sealed class CallQueue(Cmdlet cmdlet, int limit, Action<NocException, object?> report, CancellationToken cancellationToken) : IDisposable
{
    private readonly Queue<(object? Item, PipelinePump Pump)> _calls = new();

    /// <summary>Waits, where as many are under way as may be, for the end of the first.</summary>
    public void MakeRoom()
    {
        while (_calls.Count >= limit)
        {
            EndFirst();
        }
    }

    /// <summary>Starts a call, when there is room for it.</summary>
    public void Start(object? item, Func<PipelinePump, Task> work)
    {
        MakeRoom();
        _calls.Enqueue((item, PipelinePump.Start(cmdlet, work, report, cancellationToken)));
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
    public void WriteToEnd() => EndAll(static pump => pump.WriteToEnd(), report);

    /// <summary>Lets what is under way come to its end, and hands it to somebody else than the pipeline, which has had enough.</summary>
    public void WriteToEnd(Action<object?> write, Action<NocException, object?> reportInstead) =>
        EndAll(pump => pump.WriteToEnd(write, reportInstead), reportInstead);

    /// <summary>Ends what is under way, and returns when it has ended.</summary>
    public void Dispose()
    {
        while (_calls.Count > 0)
        {
            _calls.Dequeue().Pump.Dispose();
        }
    }

    private void EndAll(Action<PipelinePump> write, Action<NocException, object?> tell)
    {
        while (_calls.Count > 0)
        {
            EndFirst(write, tell);
        }
    }

    private void EndFirst() => EndFirst(static pump => pump.WriteToEnd(), report);

    /// <remarks>A call stays in the queue until it is over: where the pipeline answers with an exception, whoever comes next has to end it.</remarks>
    private void EndFirst(Action<PipelinePump> write, Action<NocException, object?> tell)
    {
        (object? item, PipelinePump pump) = _calls.Peek();
        NocException? failure = null;
        try
        {
            write(pump);
        }
        catch (NocException error)
        {
            failure = error;
        }

        _calls.Dequeue();
        pump.Dispose();
        if (failure is not null)
        {
            tell(failure, item);
        }
    }
}
