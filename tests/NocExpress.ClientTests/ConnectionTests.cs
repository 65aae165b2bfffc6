using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Connecting;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Tests.Support;

namespace NocExpress.ClientTests;

/// <summary>What .NET Framework keeps for a server, and proxies.</summary>
internal static class ConnectionTests
{
    public static IEnumerable<ClientTest> All =>
    [
        new("it goes through no proxy where it is told so", NoProxyAsync),
        new("lists that nobody reads on do not stop another request", UnreadListsAsync),
#if !NET
        new("a proxy that it cannot go through is refused by name", ProxyAsync),
        new("a server's settings are there after it has rested", RestAsync),
#endif
    ];

    private static async Task NoProxyAsync()
    {
        using INocClient client = Server.Connect(noProxy: true);
        Expect.Equal(12, (await ReadTests.SitesAsync(client)).Count);
    }

    private static async Task UnreadListsAsync()
    {
        await Server.BehaveAsync("""{"siteCount":200000}""");
        using INocClient client = Server.Connect();
        using CancellationTokenSource stop = new();
        using SemaphoreSlim begun = new(0);
        QuietCall call = new() { CancellationToken = stop.Token };
        Task[] unread = [.. Enumerable.Range(0, 4).Select(_ => client.GetSitesAsync(
            new SiteQuery(),
            _ =>
            {
                begun.Release();
                return Task.Delay(Timeout.Infinite, stop.Token);
            },
            call))];
        for (int i = 0; i < unread.Length; i++)
        {
            Expect.True(await begun.WaitAsync(TimeSpan.FromSeconds(30)), $"only {i} lists begin at once");
        }

        Expect.True((await ReadTests.ConfigurationsAsync(client, "02145678")).Count >= 0, "");
        stop.Cancel();
        await Task.WhenAny(Task.WhenAll(unread), Task.Delay(TimeSpan.FromSeconds(30)));
    }

#if !NET
    private static Task ProxyAsync() => Expect.FailsAsync(NocErrorKind.ValidationFailed, () =>
    {
        ServerAddress.CheckProxy("-Proxy", new Uri("socks5://127.0.0.1:1080"));
        return Task.CompletedTask;
    });

    private static async Task RestAsync()
    {
        using INocClient client = Server.Connect();
        await ReadTests.SitesAsync(client);
        await Task.Delay(TimeSpan.FromSeconds(10));
        await ReadTests.SitesAsync(client);
        System.Net.ServicePoint server = System.Net.ServicePointManager.FindServicePoint(Server.BaseUri);
        Expect.Equal(false, server.Expect100Continue);
        Expect.Equal(3000, server.MaxIdleTime);
        Expect.Equal(int.MaxValue, server.ConnectionLimit);
    }
#endif
}
