using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Connecting;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Following;

/// <summary>More tickets than half of the limit allows to look at in the interval: it is shared fairly, among them and with others.</summary>
public sealed class FairShareTests : FollowingTest
{
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Each_ticket_gets_its_turn_within_half_of_the_limit_however_many_there_are()
    {
        IReadOnlyList<NocTicket> tickets = OpenTickets();
        await ClearRequestsAsync();

        await FollowAsync(ConnectByClock(), tickets, _interval, TimeSpan.FromHours(1), () => Task.CompletedTask);

        IReadOnlyList<(DateTimeOffset At, string Path)> reads = await ReadsAsync();
        Assert.InRange(MostInAMinute([.. reads.Select(read => read.At)]), 29, 30);

        // 200 tickets at 30 a minute, and those that have just changed up to a third of the interval sooner.
        TimeSpan round = TimeSpan.FromSeconds(200 * 2) + _interval;
        foreach (IGrouping<string, DateTimeOffset> ticket in reads.GroupBy(read => read.Path, read => read.At))
        {
            Assert.All(ticket.Zip(ticket.Skip(1)), looks => Assert.True(looks.Second - looks.First <= round, $"{looks.Second - looks.First}"));
        }

        Assert.Equal(200, reads.Select(read => read.Path).Distinct().Count());
    }

    [Fact]
    public async Task Creates_that_start_meanwhile_do_not_wait_for_those_looks()
    {
        IReadOnlyList<NocTicket> tickets = OpenTickets();
        NocConnection connection = ConnectByClock();
        Shell.Set("connection", connection);
        int sleeps = 0;

        await FollowAsync(connection, tickets, _interval, TimeSpan.FromMinutes(20), async () =>
        {
            // After the first looks, which follow each other at once, and in the middle of the others. The clock stands: a request that had to
            // wait for its turn would wait for ever.
            if (++sleeps is 1 or 200)
            {
                string circuits = sleeps == 1 ? "$circuits[200..204]" : "$circuits[205..209]";
                Shell.Result opened = await Task.Run(() => Run($"{circuits} | New-NocTicket @common -Connection $connection"))
                    .WaitAsync(TimeSpan.FromMinutes(1));
                Assert.Equal(5, opened.ShouldHaveNoErrors().Output.Count);
            }
        });

        Assert.True(sleeps > 200);
    }

    [Fact]
    public async Task Looks_stand_back_while_other_requests_use_half_of_the_limit()
    {
        IReadOnlyList<NocTicket> tickets = OpenTickets();
        NocConnection connection = ConnectByClock();
        Shell.Set("connection", connection);
        Run("1..40 | ForEach-Object { Get-NocSite -Search Minneapolis -Connection $connection }").ShouldHaveNoErrors();
        await ClearRequestsAsync();
        DateTimeOffset began = Time.GetUtcNow();

        await FollowAsync(connection, tickets, _interval, TimeSpan.FromMinutes(2), () => Task.CompletedTask);

        Assert.True((await ReadsAsync())[0].At - began >= TimeSpan.FromMinutes(1));
    }
}
