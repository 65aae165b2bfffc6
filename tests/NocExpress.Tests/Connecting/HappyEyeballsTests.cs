using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Http;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>Of several addresses the first that answers is taken: a dead one in front of it costs a moment.</summary>
public sealed class HappyEyeballsTests
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_dead_address_of_one_family_in_front_of_a_living_one_of_the_other_is_passed_by()
    {
        using DeadAddress dead = new();
        if (!dead.IsDead)
        {
            return;
        }

        using SocketServer living = new(_ => Task.Delay(1000), dead.Port);

        using Socket socket = await HappyEyeballs.ConnectAsync([IPAddress.IPv6Loopback, IPAddress.Loopback], dead.Port, _timeout, default);

        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)socket.RemoteEndPoint!).Address);
    }

    /// <summary>The families take turns, so that many dead addresses of one of them cost no more than one.</summary>
    [Fact]
    public async Task Many_dead_addresses_of_one_family_cost_no_more_than_one()
    {
        using DeadAddress dead = new();
        if (!dead.IsDead)
        {
            return;
        }

        using SocketServer living = new(_ => Task.Delay(1000), dead.Port);
        IPAddress[] addresses = [.. System.Linq.Enumerable.Repeat(IPAddress.IPv6Loopback, 50), IPAddress.Loopback];

        using Socket socket = await HappyEyeballs.ConnectAsync(addresses, dead.Port, TimeSpan.FromSeconds(5), default);

        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)socket.RemoteEndPoint!).Address);
    }

    [Fact]
    public async Task Addresses_of_which_none_answers_are_named()
    {
        using DeadAddress dead = new();
        if (!dead.IsDead)
        {
            return;
        }

        IOException error = await Assert.ThrowsAsync<IOException>(
            () => HappyEyeballs.ConnectAsync([IPAddress.IPv6Loopback, IPAddress.Loopback], dead.Port, TimeSpan.FromSeconds(1), default));

        Assert.StartsWith("no connection to ::1 or 127.0.0.1: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_refuses_is_passed_by_at_once()
    {
        using SocketServer living = new(_ => Task.Delay(1000));

        using Socket socket = await HappyEyeballs.ConnectAsync([IPAddress.IPv6Loopback, IPAddress.Loopback], living.Port, _timeout, default);

        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)socket.RemoteEndPoint!).Address);
    }

    [Fact]
    public async Task A_stop_ends_the_attempts()
    {
        using DeadAddress dead = new();
        if (!dead.IsDead)
        {
            return;
        }

        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => HappyEyeballs.ConnectAsync([IPAddress.IPv6Loopback], dead.Port, _timeout, stop.Token));
    }
}
