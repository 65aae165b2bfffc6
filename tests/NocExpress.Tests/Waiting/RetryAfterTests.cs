using System;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Waiting;

/// <summary>What a server asks for is waited for in full, and not for ever.</summary>
public sealed class RetryAfterTests : ClockTest
{
    private const string Sites = "companies/sites";
    private const string Create = "tickets/external";

    private const string Read = "Get-NocSite -Connection $connection";
    private static readonly string _open = $"{Row()} | New-NocTicket @common -SkipIssueCheck -Connection $connection";

    public static TheoryData<string, string, int> Waits => new()
    {
        { Read, Sites, 503 },
        { Read, Sites, 429 },
        { _open, Create, 429 },
    };

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task The_seconds_of_Retry_After_are_waited_for_to_the_second(string script, string path, int status)
    {
        Connect();
        await AddFaultAsync(new { path, status, times = 1, retryAfterSeconds = 120 });
        Task<Shell.Result> running = Start(script);

        await NextComesAfterAsync(120, 1, path);
        (await running).ShouldHaveNoErrors();
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task The_date_of_Retry_After_is_waited_for(string script, string path, int status)
    {
        Connect();

        // A date has whole seconds, so that one of them may be lost, or come on top.
        await AddFaultAsync(new { path, status, times = 1, retryAfterDateIn = 120 });
        Task<Shell.Result> running = Start(script);

        await ReceivedAsync(1, path);
        await PassAsync(118.5);
        await ReceivedAsync(1, path);
        await PassAsync(3);
        await ReceivedAsync(2, path);
        (await running).ShouldHaveNoErrors();
    }

    /// <summary>A runbook's host may have its clock wrong, and the server's is the one that counts.</summary>
    [Fact]
    public async Task The_date_of_Retry_After_is_one_of_the_servers_clock()
    {
        Connect();
        Clock.Advance(TimeSpan.FromHours(1));
        await AddFaultAsync(new { path = Sites, status = 503, times = 1, retryAfterDateIn = 60 });
        Task<Shell.Result> running = Start(Read);

        await ReceivedAsync(1, Sites);
        await PassAsync(58.5);
        await ReceivedAsync(1, Sites);
        await PassAsync(3);
        await ReceivedAsync(2, Sites);
        (await running).ShouldHaveNoErrors();
    }

    [Theory]
    [InlineData(429, "NocRateLimited")]
    [InlineData(503, "NocServiceUnavailable")]
    public async Task No_request_is_tried_for_longer_than_ten_minutes(int status, string errorId)
    {
        Connect();
        await AddFaultAsync(new { path = Sites, status, retryAfterSeconds = 250 });
        Task<Shell.Result> running = Start(Read);

        await ReceivedAsync(1, Sites);
        await PassAsync(250);
        await ReceivedAsync(2, Sites);
        await PassAsync(250);
        await ReceivedAsync(3, Sites);

        // The next would come after 750 s.
        NocException error = (await running).ShouldFailWith(errorId);
        Assert.Equal(status, error.StatusCode);
        Assert.True(error.SafeToRetry);
        Assert.Contains("It asks to wait 250 s", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "NocRateLimited")]
    [InlineData(503, "NocServiceUnavailable")]
    public async Task A_wait_longer_than_anyone_has_patience_for_is_reported_at_once(int status, string errorId)
    {
        Connect();
        await AddFaultAsync(new { path = Sites, status, retryAfterSeconds = 601 });

        NocException error = Run(Read).ShouldFailWith(errorId);

        Assert.Contains("no request waits longer than 600 s", error.Message, StringComparison.Ordinal);
        await ReceivedAsync(1, Sites);
    }

    [Fact]
    public async Task A_Retry_After_of_ten_minutes_is_waited_for()
    {
        Connect();
        await AddFaultAsync(new { path = Sites, status = 503, times = 1, retryAfterSeconds = 600 });
        Task<Shell.Result> running = Start(Read);

        await ReceivedAsync(1, Sites);
        Clock.Advance(TimeSpan.FromSeconds(599));
        await ReceivedAsync(1, Sites);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await ReceivedAsync(2, Sites);
        (await running).ShouldHaveNoErrors();
    }

    [Fact]
    public async Task A_create_is_not_sent_again_after_503_whatever_the_server_asks()
    {
        Connect();
        await AddFaultAsync(new { path = Create, status = 503, retryAfterSeconds = 0 });

        Run(_open).ShouldFailWith("NocOutcomeUnknown");

        await ReceivedAsync(1, Create);
    }

    [Fact]
    public async Task Retries_without_Retry_After_back_off()
    {
        Connect(retries: 3);
        await AddFaultAsync(new { path = Sites, status = 503 });
        Task<Shell.Result> running = Start(Read);

        await ReceivedAsync(1, Sites);
        await PassAsync(95);

        (await running).ShouldFailWith("NocServiceUnavailable");
        await ReceivedAsync(4, Sites);
    }

    /// <summary>Otherwise what came out would come out again.</summary>
    [Fact]
    public void Silence_in_the_middle_of_a_list_is_not_tried_again()
    {
        using StubServer server = new(_ => [.. StubServer.Ok("""[{"id":1,"name":"One"},""" + new string(' ', 100_000))[..^50_000]], keepsOpen: true);
        ConnectTo(server.BaseUri, "-TimeoutSec 1 -MaximumRetryCount 3");

        Shell.Result result = Run("Get-NocSite");

        result.ShouldFailWith("NocUnexpectedResponse");
        Assert.Single(result.Output);
        Assert.Single(server.Requests);
    }
}
