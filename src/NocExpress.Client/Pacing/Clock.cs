using System;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Pacing;

/// <summary>Waiting by a <see cref="TimeProvider"/>, which the two frameworks spell differently.</summary>
internal static class Clock
{
    /// <summary>The time on a clock that never steps back, and that the processes of a machine share.</summary>
    public static TimeSpan Elapsed(this TimeProvider time) => time.GetElapsedTime(0);

    /// <summary>Waits for no less than the time given, in whole milliseconds: a timer counts no finer.</summary>
    public static Task WaitAsync(this TimeProvider time, TimeSpan wait, CancellationToken cancellationToken)
    {
        TimeSpan whole = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
#if NET
        return Task.Delay(whole, time, cancellationToken);
#else
        return time.Delay(whole, cancellationToken);
#endif
    }
}
