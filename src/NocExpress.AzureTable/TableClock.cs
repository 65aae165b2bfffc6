using System;
using Azure.Core;
using Azure.Core.Pipeline;

namespace NocExpress.AzureTable;

/// <summary>
/// The table's time, by the Date of its answers, whatever the machine's clock says: what machines must agree on, they read from one clock.
/// It is up to <see cref="Doubt"/> behind, since a Date has whole seconds, and never ahead.
/// </summary>
internal sealed class TableClock(TimeProvider time) : HttpPipelineSynchronousPolicy
{
    public static readonly TimeSpan Doubt = TimeSpan.FromSeconds(1);

    private static readonly DateTimeOffset _epoch = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly object _gate = new();
    private readonly long _began = time.GetTimestamp();
    private DateTimeOffset? _zero;

    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
            {
                return _zero is { } zero ? zero + time.GetElapsedTime(_began) : time.GetUtcNow();
            }
        }
    }

    /// <summary>For a clock that never steps back while the process runs.</summary>
    public TimeSpan Elapsed => Now - _epoch;

    public override void OnReceivedResponse(HttpMessage message)
    {
        if (message.Response.Headers.Date is { } date)
        {
            Note(date);
        }
    }

    /// <remarks>
    /// The latest of the zeros is the nearest, since each is early by the way of the answer and by what its Date is cut off: unless the
    /// machine was suspended, which stops its clock, or the table's was set back.
    /// </remarks>
    internal void Note(DateTimeOffset date)
    {
        lock (_gate)
        {
            DateTimeOffset zero = date - time.GetElapsedTime(_began);
            if (_zero is not { } known || zero > known || known - zero > Doubt + Doubt)
            {
                _zero = zero;
            }
        }
    }
}
