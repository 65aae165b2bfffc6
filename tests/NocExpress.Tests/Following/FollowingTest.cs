using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Connecting;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;

namespace NocExpress.Tests.Following;

/// <summary>A test that follows the tickets of 200 sites through days, by a clock that it turns whenever the client sleeps.</summary>
public abstract class FollowingTest : SandboxTest
{
    internal SleepingTime Time { get; } = new(new DateTimeOffset(2100, 1, 4, 2, 10, 0, TimeSpan.Zero));

    internal List<NocTicketChange> Changes { get; } = [];

    protected override SandboxOptions Options =>
        new() { Sites = 230, RequestsPerMinute = 0, Time = Time, Behaviour = """{"livingTickets":true,"lifeSeed":11}""" };

    /// <summary>Opens 200 tickets.</summary>
    internal IReadOnlyList<NocTicket> OpenTickets() => Run("""
        $circuits = Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband
        $circuits[0..199] | New-NocTicket @common -MultiSite Outage
        """).Objects<NocTicket>();

    /// <summary>A connection as the same client, by the clock of the test: it shares its limit with what follows.</summary>
    internal NocConnection ConnectByClock()
    {
        ClientOptions options = new()
        {
            BaseUri = Sandbox.BaseUri,
            TokenUri = Sandbox.TokenUri,
            ClientId = Options.ClientId,
            ClientSecret = Credential(Options.ClientSecret).Password,
            Scope = ConnectionSettings.DefaultScope,
            RequestsPerMinute = 60,
            Timeout = TimeSpan.FromMinutes(10),
            MaximumRetryCount = 5,
        };
        return new NocConnection(options, ModuleClient.Create(options, Time));
    }

    /// <summary>Follows tickets as Watch-NocTicket does, and turns the clock.</summary>
    /// <param name="connection">Whose limit it takes.</param>
    /// <param name="tickets">The tickets.</param>
    /// <param name="interval">How often each is looked at.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="asleep">What is done before the clock is turned.</param>
    internal async Task FollowAsync(
        NocConnection connection, IReadOnlyList<NocTicket> tickets, TimeSpan interval, TimeSpan timeout, Func<Task> asleep)
    {
        TicketFollowing following = new()
        {
            Tickets = [.. tickets.Select(ticket => new TicketToFollow(ticket.Id!.Value, ticket))],
            Interval = interval,
            Timeout = timeout,
            KeepsFinished = true,
            Seen = look =>
            {
                Changes.AddRange(look.Changes);
                return Task.FromResult(look.Ticket.DateResolved is not null);
            },
            Progress = progress => SleepIf(progress.Wait > TimeSpan.Zero),
        };
        Task work = Task.Run(() => connection.Client.FollowTicketsAsync(following, new SleepingCall(SleepIf)));
        while (await Time.SleepOfAsync(work) is { } sleep)
        {
            await asleep();
            Time.Advance(sleep);
        }

        await work;
    }

    /// <summary>When each read of a ticket came, by the clock of the test, and of which ticket.</summary>
    protected async Task<IReadOnlyList<(DateTimeOffset At, string Path)>> ReadsAsync() =>
    [
        .. from JsonNode request in await RequestsAsync("/noc/tickets/8")
           where (string)request["method"]! == "GET"
           select ((DateTimeOffset)request["receivedAt"]!, (string)request["path"]!),
    ];

    /// <summary>The most of these times that lie within a minute.</summary>
    protected static int MostInAMinute(IReadOnlyList<DateTimeOffset> times)
    {
        int most = 0;
        for (int first = 0, last = 0; last < times.Count; last++)
        {
            while (times[last] - times[first] >= TimeSpan.FromMinutes(1))
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    private void SleepIf(bool sleeps)
    {
        if (sleeps)
        {
            Time.Sleep();
        }
    }

    private sealed class SleepingCall(Action<bool> sleepIf) : ICallContext
    {
        public CancellationToken CancellationToken => CancellationToken.None;

        public void Verbose(string message)
        {
        }

        public void Warning(string message) => throw new InvalidOperationException(message);

        public void Uploading(string what, long sent, long length)
        {
        }

        public void Waiting(string reason, TimeSpan left) => sleepIf(left > TimeSpan.Zero);

        public void Awaiting(string what, TimeSpan left)
        {
        }

        public Task ErrorAsync(NocException error, object? target) => throw new InvalidOperationException(error.Message, error);
    }
}
