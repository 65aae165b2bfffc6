using System;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Contract;

namespace NocExpress.Client.Http;

/// <summary>Tells, while an answer is waited for that does not come at once, how long it is still waited for.</summary>
internal static class ResponseWait
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _tick = TimeSpan.FromSeconds(1);

    public static async Task<T> ShowAsync<T>(Task<T> answer, string server, Watchdog watchdog, TimeProvider time, ICallContext call)
    {
        bool hasTold = false;
        ITimer ticker = time.CreateTimer(
            _ =>
            {
                hasTold = true;
                call.Awaiting($"No answer yet from {server}", watchdog.Left);
            },
            null,
            _patience,
            _tick);
        try
        {
            return await answer.ConfigureAwait(false);
        }
        finally
        {
            // It waits for what is being told, so that the end is told last.
            await ticker.DisposeAsync().ConfigureAwait(false);
            if (hasTold)
            {
                call.Awaiting("", TimeSpan.Zero);
            }
        }
    }
}
