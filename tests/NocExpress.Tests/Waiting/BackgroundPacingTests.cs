using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using NocExpress.Client.Pacing;
using NocExpress.Contract;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Waiting;

/// <summary>Requests in the background, and others that share the limit with them.</summary>
public sealed class BackgroundPacingTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly QuietCall _call = new();

    [Fact]
    public async Task Where_requests_go_one_by_one_those_in_the_background_let_the_others_go_first()
    {
        Pacer pacer = Create(60);
        using HttpResponseMessage refusal = new(HttpStatusCode.TooManyRequests);
        await pacer.LeaveAsync(await pacer.EnterAsync(_call), refusal, _call);
        Task<RateLimitLease>[] others = [pacer.EnterAsync(_call), pacer.EnterAsync(_call)];
        List<string> told = [];
        Task<RateLimitLease> background = pacer.EnterAsync(new QuietCall { OnVerbose = told.Add }, isBackground: true);

        foreach (Task<RateLimitLease> _ in others)
        {
            await PassUntilAsync(() => Task.WhenAny(others).IsCompleted);
            int first = others[0].IsCompleted ? 0 : 1;
            Assert.False(background.IsCompleted);
            await LeaveAsync(pacer, others[first]);
            others = [others[^(first + 1)]];
        }

        await PassUntilAsync(() => background.IsCompleted);
        Assert.EndsWith("Other requests go first.", told[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_of_the_limit_stays_free_of_requests_in_the_background()
    {
        Pacer pacer = Create(4);
        await LeaveAsync(pacer, pacer.EnterAsync(_call, isBackground: true));
        await LeaveAsync(pacer, pacer.EnterAsync(_call, isBackground: true));

        Task<RateLimitLease> third = pacer.EnterAsync(_call, isBackground: true);

        Assert.False(third.IsCompleted);
        await LeaveAsync(pacer, pacer.EnterAsync(_call));
        await LeaveAsync(pacer, pacer.EnterAsync(_call));
    }

    [Fact]
    public async Task A_request_in_the_background_goes_out_after_two_minutes_though_others_always_use_half_of_the_limit()
    {
        Pacer pacer = Create(4);
        await LeaveAsync(pacer, pacer.EnterAsync(_call));
        await LeaveAsync(pacer, pacer.EnterAsync(_call, isBackground: true));
        Task<RateLimitLease> background = pacer.EnterAsync(_call, isBackground: true);
        int seconds = 0;
        for (; seconds < 200 && !background.IsCompleted; seconds++)
        {
            if (seconds > 0 && seconds % 20 == 0)
            {
                await LeaveAsync(pacer, pacer.EnterAsync(_call));
            }

            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10);
        }

        Assert.InRange(seconds, 118, 125);
    }

    private Pacer Create(int limit) => new(
        new ClientOptions
        {
            BaseUri = new Uri("https://noc.example.com/"),
            TokenUri = new Uri("https://noc.example.com/token"),
            Scope = "urn:grt:nocexpress",
            RequestsPerMinute = limit,
            Timeout = TimeSpan.FromSeconds(100),
        },
        _time);

    private async Task LeaveAsync(Pacer pacer, Task<RateLimitLease> entered)
    {
        Assert.True(entered.IsCompleted);
        using HttpResponseMessage answer = new(HttpStatusCode.OK);
        await pacer.LeaveAsync(await entered, answer, _call);
    }

    private async Task PassUntilAsync(Func<bool> isThere)
    {
        for (int step = 0; step < 600 && !isThere(); step++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.True(isThere());
    }
}
