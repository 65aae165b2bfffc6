using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>A server whose name has a dead IPv6 address in front of a living IPv4 one, as the cmdlets meet it.</summary>
public sealed class DeadAddressTests : SandboxTest
{
    /// <summary>A name for which http is allowed.</summary>
    private const string Name = "localhost";

    private static readonly ClientOptions _options = new() { BaseUri = new Uri("http://127.0.0.1/"), Scope = "" };

    protected override bool Connects => false;

    public override async Task DisposeAsync()
    {
        ModuleClient.ResolveBy(_options, Dns.GetHostAddressesAsync);
        await base.DisposeAsync();
    }

    [Fact]
    public void Connect_and_a_read_pass_a_dead_address_by()
    {
        using DeadAddress dead = new();
        if (!dead.IsDead)
        {
            return;
        }

        using SocketServer living = new(
            async socket =>
            {
                using NetworkStream stream = new(socket, ownsSocket: true);
                await stream.WriteAsync(StubServer.RespondWell(await StubServer.ReadAsync(stream)));
            },
            dead.Port);
        ResolveName([IPAddress.IPv6Loopback, IPAddress.Loopback]);

        Shell.Result result = Connect(dead.Port, "Get-NocSite").ShouldHaveNoErrors();

        Assert.Equal("A", Assert.Single(result.Objects<NocSite>()).Name);
    }

    [Fact]
    public void Addresses_of_which_none_answers_are_named_in_the_error()
    {
        using DeadAddress dead = new();
        if (!dead.IsDead)
        {
            return;
        }

        ResolveName([IPAddress.IPv6Loopback, IPAddress.Loopback]);

        Assert.Contains("::1 or 127.0.0.1", Connect(dead.Port, "").ShouldFailWith("NocConnectionFailed").Message, StringComparison.Ordinal);
    }

    private Shell.Result Connect(int port, string then)
    {
        Shell.Set("there", new Uri($"http://{Name}:{port}/"));
        return Run($"Connect-NocExpress -BaseUri $there -TokenUri \"${{there}}token\" -Credential $credential -TimeoutSec 10 -MaximumRetryCount 0; {then}");
    }

    private static void ResolveName(IPAddress[] addresses) =>
        ModuleClient.ResolveBy(_options, (name, stop) => name == Name ? Task.FromResult(addresses) : Dns.GetHostAddressesAsync(name, stop));
}
