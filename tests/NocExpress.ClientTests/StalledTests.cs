using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Tests.Support;

namespace NocExpress.ClientTests;

/// <summary>Servers that begin an answer, and then say nothing more.</summary>
internal static class StalledTests
{
    public static IEnumerable<ClientTest> All =>
    [
        new("a list that stops coming ends with the time limit", TimeLimitAsync),
        new("a list that stops coming ends with Ctrl+C", StopAsync),
        new("a request that is not answered ends with Ctrl+C", StopBeforeHeadAsync),
    ];

    private static async Task TimeLimitAsync()
    {
        using SilentServer server = new();
        using INocClient client = Server.Connect(timeout: 3, server: server.BaseUri);
        Stopwatch watch = Stopwatch.StartNew();
        NocException error = await Expect.FailsAsync(NocErrorKind.Timeout, () => ReadTests.SitesAsync(client));
        Expect.True(error.Message.Contains("3 s"), error.Message);
        Expect.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"it took {watch.Elapsed}");
        await server.HungUpAsync();
    }

    private static async Task StopAsync()
    {
        using SilentServer server = new();
        using INocClient client = Server.Connect(timeout: 600, server: server.BaseUri);
        using CancellationTokenSource stop = new();
        Task<List<NocSite>> reading = ReadTests.SitesAsync(client, new QuietCall { CancellationToken = stop.Token });
        await server.HasBegunAsync();
        await Task.Delay(500);
        stop.Cancel();
        await StopsAsync(reading);
        await server.HungUpAsync();
    }

    private static async Task StopBeforeHeadAsync()
    {
        await Server.AddFaultAsync("""{"method":"GET","silent":true}""");
        using INocClient client = Server.Connect(timeout: 600);
        using CancellationTokenSource stop = new();
        Task<List<NocSite>> reading = ReadTests.SitesAsync(client, new QuietCall { CancellationToken = stop.Token });
        await Task.Delay(1000);
        stop.Cancel();
        await StopsAsync(reading);
    }

    private static async Task StopsAsync(Task work)
    {
        Expect.True(await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(60))) == work, "it goes on a minute after it was told to stop");
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            return;
        }

        throw new InvalidOperationException("It did not say that it was stopped.");
    }
}
