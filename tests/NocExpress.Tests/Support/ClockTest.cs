using System;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using NocExpress.Connecting;
using NocExpress.Contract;
using Xunit;

namespace NocExpress.Tests.Support;

/// <summary>A test of waiting, by a clock that the test turns: nothing moves on it by itself.</summary>
public abstract class ClockTest : TicketTest
{
    /// <summary>Long enough, in real time, for whatever is not waiting for the clock to have happened.</summary>
    private static readonly TimeSpan _settled = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    protected override bool Connects => false;

    internal FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    /// <summary>Makes a connection that lives by the clock of the test, as <c>$name</c>.</summary>
    internal NocConnection Connect(
        int requestsPerMinute = 60,
        int retries = 5,
        string? pacingPath = null,
        int timeout = ConnectionSettings.DefaultTimeoutSec,
        TimeProvider? time = null,
        string name = "connection",
        Uri? server = null)
    {
        ClientOptions options = new()
        {
            BaseUri = server ?? Sandbox.BaseUri,
            TokenUri = Sandbox.TokenUri,
            ClientId = Options.ClientId,
            ClientSecret = Credential(Options.ClientSecret).Password,
            Scope = ConnectionSettings.DefaultScope,
            RequestsPerMinute = requestsPerMinute,
            PacingPath = pacingPath,
            Timeout = TimeSpan.FromSeconds(timeout),
            MaximumRetryCount = retries,
        };
        NocConnection connection = new(options, ModuleClient.Create(options, time ?? Clock));
        Shell.Set(name, connection);
        return connection;
    }

    internal Task<Shell.Result> Start(string script) => Task.Run(() => Run(script));

    /// <summary>Turns the clock, second by second.</summary>
    protected async Task PassAsync(double seconds)
    {
        for (double left = seconds; left > 0; left--)
        {
            Clock.Advance(TimeSpan.FromSeconds(Math.Min(left, 1)));
            await Task.Delay(5);
        }

        await Task.Delay(_settled);
    }

    /// <summary>Makes sure that after the requests that there are the next comes after so many seconds, and not before.</summary>
    protected async Task NextComesAfterAsync(double seconds, int already, string path)
    {
        await ReceivedAsync(already, path);
        await PassAsync(seconds - 1);
        await ReceivedAsync(already, path);
        await PassAsync(1);
        await ReceivedAsync(already + 1, path);
    }

    /// <summary>Waits, in real time, until the sandbox has received so many requests of a path, and makes sure that no more come.</summary>
    protected async Task ReceivedAsync(int count, string path)
    {
        DateTime end = DateTime.UtcNow + _patience;
        while ((await RequestsAsync(path)).Count < count)
        {
            Assert.True(DateTime.UtcNow < end, $"Only {(await RequestsAsync(path)).Count} requests came.");
            await Task.Delay(10);
        }

        await Task.Delay(_settled);
        Assert.Equal(count, (await RequestsAsync(path)).Count);
    }
}
