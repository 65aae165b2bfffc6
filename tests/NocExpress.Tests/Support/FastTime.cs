using System;
using System.Threading;

namespace NocExpress.Tests.Support;

/// <summary>A clock that runs faster than the real one: a minute's limit can be tried in a second, over real HTTP.</summary>
internal sealed class FastTime(int factor) : TimeProvider
{
    private readonly DateTimeOffset _begin = DateTimeOffset.UtcNow;
    private readonly long _start = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => (System.GetTimestamp() - _start) * factor;

    public override DateTimeOffset GetUtcNow() => _begin + System.GetElapsedTime(_start) * factor;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(this, System.CreateTimer(callback, state, Scaled(dueTime), Scaled(period)));

    private TimeSpan Scaled(TimeSpan time) =>
        time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / factor));

    private sealed class Timer(FastTime time, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(time.Scaled(dueTime), time.Scaled(period));

        public void Dispose() => inner.Dispose();

        public System.Threading.Tasks.ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
