#if NET
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Http;

/// <summary>
/// Connects to the first address of a name that answers (RFC 8305, "Happy Eyeballs"): the next is tried as soon as one has failed, or has
/// not answered for a
/// moment. .NET by itself tries them one after the other, so that one dead address (IPv6, as a rule) takes the whole time that there is.
/// </summary>
internal static class HappyEyeballs
{
    /// <summary>The "connection attempt delay" that RFC 8305 recommends.</summary>
    private static readonly TimeSpan _moment = TimeSpan.FromMilliseconds(250);

    /// <summary>The addresses of a name. A test knows other names than the system.</summary>
    internal static Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; set; } = Dns.GetHostAddressesAsync;

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, TimeSpan timeout, CancellationToken cancellationToken)
    {
        DnsEndPoint target = context.DnsEndPoint;
        IPAddress[] addresses = await Resolve(target.Host, cancellationToken).ConfigureAwait(false);
        return new NetworkStream(await ConnectAsync(addresses, target.Port, timeout, cancellationToken).ConfigureAwait(false), ownsSocket: true);
    }

    /// <exception cref="SocketException">The only address refused.</exception>
    /// <exception cref="IOException">No address answered; it names them.</exception>
    public static async Task<Socket> ConnectAsync(IReadOnlyList<IPAddress> addresses, int port, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(timeout);
        Queue<IPAddress> waiting = new(InTurns(addresses));
        List<Task<Socket>> attempts = [];
        List<Exception> faults = [];
        try
        {
            while (waiting.Count > 0 || attempts.Count > 0)
            {
                List<Task> next = [];
                if (waiting.Count > 0)
                {
                    attempts.Add(ConnectAsync(waiting.Dequeue(), port, over.Token));
                    next.Add(Task.Delay(waiting.Count > 0 ? _moment : Timeout.InfiniteTimeSpan, over.Token));
                }

                Task first = await Task.WhenAny([.. attempts, .. next]).ConfigureAwait(false);
                if (first is Task<Socket> attempt)
                {
                    attempts.Remove(attempt);
                    if (attempt.IsCompletedSuccessfully)
                    {
                        return await attempt.ConfigureAwait(false);
                    }

                    faults.Add(attempt.Exception?.InnerException ?? new OperationCanceledException(over.Token));
                }
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            attempts.ForEach(Abandon);
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw addresses.Count == 1 && faults[0] is SocketException refused ? refused : NoneOf(addresses, faults, timeout);
    }

    /// <summary>
    /// The addresses of both families in turns, beginning with the first: one family that is dead takes no more than a moment.
    /// </summary>
    private static IEnumerable<IPAddress> InTurns(IReadOnlyList<IPAddress> addresses) => addresses
        .GroupBy(address => address.AddressFamily)
        .SelectMany((family, order) => family.Select((address, turn) => (address, turn, order)))
        .OrderBy(one => one.turn).ThenBy(one => one.order)
        .Select(one => one.address);

    private static async Task<Socket> ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>An attempt that comes too late may still succeed, and nobody wants its connection.</summary>
    private static void Abandon(Task<Socket> attempt) => attempt.ContinueWith(
        static late =>
        {
            if (late.IsCompletedSuccessfully)
            {
                late.Result.Dispose();
            }

            _ = late.Exception;
        },
        TaskScheduler.Default);

    private static IOException NoneOf(IReadOnlyList<IPAddress> addresses, IReadOnlyList<Exception> faults, TimeSpan timeout)
    {
        string reason = faults.OfType<SocketException>().FirstOrDefault()?.Message ?? $"nothing came from there for {timeout.TotalSeconds:0.#} s";
        return new IOException($"no connection to {string.Join(" or ", addresses)}: {reason}");
    }
}
#endif
