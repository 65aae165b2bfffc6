using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.AzureTable;
using NocExpress.Client.Pacing;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Waiting;

/// <summary>Machines that share a table keep to the limit together.</summary>
public sealed class TableWindowTests : StoreTest
{
    private const int Limit = 60;

    /// <summary>It takes far less than the minute after which there would be more.</summary>
    [AzuriteFact]
    public async Task Twenty_machines_get_all_requests_of_the_minute_and_not_one_more()
    {
        await OpenAsync();
        TableStorage[] machines = [.. Enumerable.Range(0, 20).Select(_ => Storage())];
        int admitted = 0;
        long id = 0;
        DateTimeOffset began = DateTimeOffset.UtcNow;

        await Task.WhenAll(machines.Select(async machine =>
        {
            while (true)
            {
                long mine = Interlocked.Increment(ref id);
                RequiredWait wait = await machine.Window.UseAsync((window, now) => window.Enter(mine, Limit, now), default);
                if (!wait.IsOver)
                {
                    Assert.InRange(wait.Length, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(62));
                    return;
                }

                Interlocked.Increment(ref admitted);
                await machine.Window.UseAsync(
                    (window, now) =>
                    {
                        window.Leave(mine, wasAccepted: true, now);
                        return true;
                    },
                    default);
            }
        }));

        Assert.True(DateTimeOffset.UtcNow - began > TimeSpan.FromSeconds(60) || admitted == Limit, $"{admitted} were admitted.");
    }

    [AzuriteFact]
    public async Task A_window_of_many_requests_lies_in_several_properties()
    {
        await OpenAsync();
        TableStorage one = Storage(requestsPerMinute: 100_000), other = Storage(requestsPerMinute: 100_000);
        await one.Window.UseAsync(
            (window, now) =>
            {
                for (long id = 0; id < 20_000; id++)
                {
                    window.Enter(id, 100_000, now);
                    window.Leave(id, wasAccepted: true, now);
                }

                return true;
            },
            default);

        RequiredWait wait = await other.Window.UseAsync((window, now) => window.Enter(-1, 20_000, now), default);

        Assert.False(wait.IsOver);
    }
}
