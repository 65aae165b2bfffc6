using System;

namespace NocExpress.Client.Tracing;

/// <summary>How long each part of an exchange took, in the parts of HAR; what is not known apart is in the part after it.</summary>
internal sealed class Timings(TimeProvider time, bool hasBody)
{
    private readonly long _start = time.GetTimestamp();
    private long? _sending;
    private long? _sent;
    private long? _answered;
    private long? _end;

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    /// <summary>Until a connection took the body: the wait for one, or its making. Of a request without a body that is not known (-1).</summary>
    public decimal Blocked => hasBody ? Between(_start, SendingAt) : -1;

    public decimal Send => hasBody ? Between(SendingAt, SentAt) : 0;

    public decimal Wait => Between(hasBody ? SentAt : _start, _answered ?? EndAt);

    /// <summary>The body, as the client read it: a slow pipeline is in it.</summary>
    public decimal Receive => Between(_answered ?? EndAt, EndAt);

    public decimal Total => Math.Max(Blocked, 0) + Send + Wait + Receive;

    private long EndAt => _end ?? _start;

    private long HeadAt => _answered ?? EndAt;

    private long SendingAt => Math.Min(_sending ?? HeadAt, HeadAt);

    /// <remarks>A server may answer before it has the whole body.</remarks>
    private long SentAt => Math.Min(_sent ?? HeadAt, HeadAt);

    public void Sending() => _sending ??= time.GetTimestamp();

    public void Sent() => _sent = time.GetTimestamp();

    public void Answered() => _answered = time.GetTimestamp();

    public void End() => _end = time.GetTimestamp();

    /// <returns>Milliseconds, in whole microseconds.</returns>
    private decimal Between(long from, long to) => decimal.Round(time.GetElapsedTime(from, to).Ticks / (decimal)TimeSpan.TicksPerMillisecond, 3);
}
