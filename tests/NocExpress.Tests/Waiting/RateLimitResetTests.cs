using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Waiting;

/// <summary>Where a server that refuses by a limit does not say Retry-After, it may say when its limit begins anew.</summary>
public sealed class RateLimitResetTests : ClockTest
{
    private const string Sites = "companies/sites";
    private const string Token = "/token";
    private const string Read = "Get-NocSite -Connection $connection";

    public static TheoryData<string, string, bool> Resets
    {
        get
        {
            TheoryData<string, string, bool> all = [];
            foreach (string path in new[] { Sites, Token })
            {
                foreach (string name in new[] { "X-Rate-Limit-Reset", "X-RateLimit-Reset", "RateLimit-Reset", "x-ratelimit-reset" })
                {
                    all.Add(path, name, false);
                    all.Add(path, name, true);
                }
            }

            return all;
        }
    }

    /// <summary>
    /// A time since 1970 is one of the server's clock, in whole seconds, so that one of them may be lost, or come on top.
    /// </summary>
    [Theory]
    [MemberData(nameof(Resets))]
    public async Task The_time_at_which_the_limit_begins_anew_is_waited_for(string path, string name, bool sinceEpoch)
    {
        Connect(retries: 1);
        string value = (sinceEpoch ? DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 90 : 90).ToString(CultureInfo.InvariantCulture);
        await AddFaultAsync(new { path, status = 429, times = 1, headers = new Dictionary<string, string> { [name] = value } });
        Task<Shell.Result> running = Start(Read);

        await ReceivedAsync(1, path);
        await PassAsync(87);
        await ReceivedAsync(1, path);
        await PassAsync(5);
        await ReceivedAsync(2, path);
        (await running).ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Retry_After_goes_before_the_time_at_which_the_limit_begins_anew()
    {
        Connect();
        await AddFaultAsync(new { path = Sites, status = 429, times = 1, retryAfterSeconds = 10, headers = new Dictionary<string, string> { ["X-RateLimit-Reset"] = "300" } });
        Task<Shell.Result> running = Start(Read);

        await NextComesAfterAsync(10, 1, Sites);
        (await running).ShouldHaveNoErrors();
    }

    [Theory]
    [InlineData(Sites)]
    [InlineData(Token)]
    public async Task A_limit_that_begins_anew_too_late_is_reported_at_once(string path)
    {
        Connect();
        await AddFaultAsync(new
        {
            path,
            status = 429,
            headers = new Dictionary<string, string> { ["X-Rate-Limit-Reset"] = (DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 3600).ToString(CultureInfo.InvariantCulture) }
        });

        NocException error = Run(Read).ShouldFailWith("NocRateLimited");

        Assert.Contains("no request waits longer than 600 s", error.Message, StringComparison.Ordinal);
        await ReceivedAsync(1, path);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("99999999999999999999999999")]
    [InlineData("NaN")]
    public async Task A_value_that_is_no_time_is_as_good_as_none(string value)
    {
        Connect();
        await AddFaultAsync(new { path = Sites, status = 429, times = 1, headers = new Dictionary<string, string> { ["X-RateLimit-Reset"] = value } });
        Task<Shell.Result> running = Start(Read);

        await ReceivedAsync(1, Sites);
        await PassAsync(4);

        await ReceivedAsync(2, Sites);
        (await running).ShouldHaveNoErrors();
    }
}
