using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace NocExpress.Tests.Support;

/// <summary>
/// A clock that stands while somebody works, and is turned by the test to the end of each sleep: days pass in seconds, over real HTTP, and
/// the same in every run. Who sleeps says so just before.
/// </summary>
internal sealed class SleepingTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Channel<TimeSpan> _sleeps = Channel.CreateUnbounded<TimeSpan>();
    private int _sleeper;

    /// <summary>The next timer of this thread is a sleep.</summary>
    public void Sleep() => _sleeper = Environment.CurrentManagedThreadId;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (Interlocked.CompareExchange(ref _sleeper, 0, Environment.CurrentManagedThreadId) == Environment.CurrentManagedThreadId)
        {
            _sleeps.Writer.TryWrite(dueTime);
        }

        return timer;
    }

    /// <summary>Waits, in real time, until somebody sleeps.</summary>
    /// <returns>For how long; null where the work is over.</returns>
    public async Task<TimeSpan?> SleepOfAsync(Task work)
    {
        Task<TimeSpan> sleep = _sleeps.Reader.ReadAsync().AsTask();
        return await Task.WhenAny(sleep, work).WaitAsync(TimeSpan.FromMinutes(2)) == sleep ? await sleep : null;
    }
}
