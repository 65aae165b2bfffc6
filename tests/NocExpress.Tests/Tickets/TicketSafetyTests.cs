using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>No ticket is opened twice, and none is lost without a word.</summary>
public sealed class TicketSafetyTests : TicketTest
{
    private const string Create = "tickets/external";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();

        // With retries allowed, so that a create that goes out once does so because it must not go out again.
        Connect("-MaximumRetryCount 2 -TimeoutSec 20").ShouldHaveNoErrors();
        await ClearRequestsAsync();
    }

    public static TheoryData<string, object> Losses => new()
    {
        { "a gateway's timeout after storing", new { method = "POST", path = Create, when = "after", status = 504 } },
        { "a gateway's timeout before storing", new { method = "POST", path = Create, status = 504 } },
        { "a cut after storing", new { method = "POST", path = Create, when = "after", cut = true } },
        { "a cut before the body is read", new { method = "POST", path = Create, cut = true, unread = true } },
        { "500", new { method = "POST", path = Create, status = 500 } },
        { "503 with Retry-After", new { method = "POST", path = Create, status = 503, retryAfterSeconds = 0 } },
        { "408", new { method = "POST", path = Create, status = 408 } },
        { "a truncated answer", new { method = "POST", path = Create, when = "after", truncateTo = 20 } },
        { "an HTML page", new { method = "POST", path = Create, status = 200, body = "<html><title>Sign in</title></html>" } },
        { "an empty answer", new { method = "POST", path = Create, status = 200, body = "" } },
        { "JSON that is no ticket", new { method = "POST", path = Create, status = 200, body = """{"ok":true}""" } },
        { "204", new { method = "POST", path = Create, when = "after", status = 204 } },
        { "a redirect", new { method = "POST", path = Create, status = 307, headers = new { Location = "/api/v1/noc/tickets/external?again=1" } } },
        { "a redirect to GET", new { method = "POST", path = Create, status = 302, headers = new { Location = "https://login.example.com/" } } },
    };

    [Theory]
    [MemberData(nameof(Losses), DisableDiscoveryEnumeration = true)]
    public async Task After_a_lost_response_the_outcome_of_a_create_is_unknown_and_nothing_is_sent_again(string loss, object fault)
    {
        await AddFaultAsync(fault);

        Shell.Result result = Open("-CustomerTicketNumber INC-7");

        Assert.True(result.Output.Count == 0, loss);
        Assert.Null(result.Terminating);
        AssertUnknown(result.ShouldFailWith("NocOutcomeUnknown"));
        await SingleCreateRequestAsync();
    }

    [Fact]
    public async Task After_silence_the_outcome_of_a_create_is_unknown_and_nothing_is_sent_again()
    {
        Connect("-MaximumRetryCount 2 -TimeoutSec 1").ShouldHaveNoErrors();
        await AddFaultAsync(new { method = "POST", path = Create, when = "after", silent = true });

        Shell.Result result = Open("-CustomerTicketNumber INC-7");

        AssertUnknown(result.ShouldFailWith("NocOutcomeUnknown"));
        Assert.Equal(ErrorCategory.OperationTimeout, Assert.Single(result.Errors).CategoryInfo.Category);
        await SingleCreateRequestAsync();
        Assert.Single(await TicketsAsync());
    }

    [Fact]
    public async Task After_an_unknown_outcome_the_other_requests_go_on()
    {
        await AddFaultAsync(new { method = "POST", path = Create, when = "after", cut = true, times = 1 });

        Shell.Result result = Run($"{Row()}, {Row(1)} | New-NocTicket @common");

        result.ShouldFailWith("NocOutcomeUnknown");
        Assert.Single(result.Objects<NocTicket>());
        Assert.Equal(2, (await CreateRequestsAsync()).Count);
    }

    [Fact]
    public async Task A_rejected_request_says_all_that_the_server_said_and_the_others_go_on()
    {
        Shell.Result result = Run($"""
            $common.Remove('IssueName')
            {Row(0, "IssueName = 'Circuit Up'; ConfigurationId = '4200000,99'")}, {Row(1, "IssueName = 'No Sync'")} |
                New-NocTicket @common -SkipIssueCheck
            """);

        NocException error = result.ShouldFailWith("NocRequestRejected");
        Assert.Equal(400, error.StatusCode);
        Assert.True(error.SafeToRetry);
        Assert.Equal(2, error.ServerErrors.Count);
        Assert.All(error.ServerErrors, said => Assert.Contains(said.Replace('\'', '’'), error.Message, StringComparison.Ordinal));
        Assert.Equal("No Sync", Assert.Single(result.Objects<NocTicket>()).Issue);
        Assert.Equal(2, (await CreateRequestsAsync()).Count);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_and_the_file_sent_again_byte_for_byte()
    {
        string file = WriteFile("plan.pdf", 300_000);
        await AddFaultAsync(new { method = "POST", path = Create, status = 401, times = 1 });

        Assert.Single(Open($"-Attachment '{file}'").ShouldHaveNoErrors().Output);

        IReadOnlyList<JsonNode> creates = await CreateRequestsAsync();
        Assert.Equal(2, creates.Count);
        Assert.All(creates, request => Assert.Equal(300_000, (long)request["files"]![0]!["size"]!));
        Assert.Equal((string)creates[0]["files"]![0]!["sha256"]!, (string)creates[1]["files"]![0]!["sha256"]!);
        Assert.Single(await TicketsAsync());
        Assert.Single(await RequestsAsync(Sandbox.TokenUri.AbsolutePath));
    }

    [Fact]
    public async Task A_fresh_token_that_is_refused_too_ends_the_run()
    {
        await AddFaultAsync(new { method = "POST", path = Create, status = 401 });

        Shell.Result result = Run($"try {{ {Row()}, {Row(1)} | New-NocTicket @common }} catch {{ throw }}");

        Assert.Equal(2, result.ShouldFailWith("NocAuthenticationFailed").Sites.Count);
        Assert.NotNull(result.Terminating);
        Assert.Equal(2, (await CreateRequestsAsync()).Count);
        Assert.Single(await RequestsAsync(Sandbox.TokenUri.AbsolutePath));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    public async Task A_request_that_came_too_soon_is_sent_again_after_the_wait_asked_for(int seconds, int times)
    {
        await AddFaultAsync(new { method = "POST", path = Create, status = 429, retryAfterSeconds = seconds, times });
        Stopwatch watch = Stopwatch.StartNew();

        Assert.Single(Open().ShouldHaveNoErrors().Output);

        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(seconds));
        Assert.Equal(times + 1, (await CreateRequestsAsync()).Count);
        Assert.Single(await TicketsAsync());
    }

    [Fact]
    public async Task A_429_is_an_error_that_says_nothing_was_done_where_nothing_is_tried_again()
    {
        Connect("-MaximumRetryCount 0 -RequestsPerMinute 100000").ShouldHaveNoErrors();
        await AddFaultAsync(new { method = "POST", path = Create, status = 429, retryAfterSeconds = 0 });

        Assert.True(Open().ShouldFailWith("NocRateLimited").SafeToRetry);

        await SingleCreateRequestAsync();
        Assert.Empty(await TicketsAsync());
    }

    [Fact]
    public void A_dead_connection_ends_the_run_with_an_error_for_all_requests_not_sent()
    {
        ConnectTo(SocketServer.ClosedUri(), "-MaximumRetryCount 0");

        Shell.Result result = Run($"try {{ {Row()}, {Row(1)}, {Row(2)} | New-NocTicket @common -SkipIssueCheck }} catch {{ throw }}");

        Assert.Empty(result.Output);
        Assert.NotNull(result.Terminating);
        NocException error = result.ShouldFailWith("NocConnectionFailed");
        Assert.Equal(ErrorCategory.ConnectionError, result.Terminating.CategoryInfo.Category);
        Assert.True(error.SafeToRetry);
        Assert.Equal(["02145678", "39639469", "77133260"], error.Sites.Select(site => site.Macnum));
        Assert.Equal(3, Assert.IsType<object[]>(result.Terminating.TargetObject).Length);
    }

    [Fact]
    public async Task With_ErrorAction_Stop_nothing_follows_the_first_failure()
    {
        await AddFaultAsync(new { method = "POST", path = Create, status = 500, times = 1 });

        Shell.Result result = Run($"{Row()}, {Row(1)} | New-NocTicket @common -ErrorAction Stop");

        result.ShouldFailWith("NocOutcomeUnknown");
        Assert.NotNull(result.Terminating);
        await SingleCreateRequestAsync();
        Assert.Empty(await TicketsAsync());
    }

    [Fact]
    public async Task Stopping_ends_the_wait_for_an_answer_at_once()
    {
        await AddFaultAsync(new { method = "POST", path = Create, silent = true });
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = Shell.Runspace;
        shell.AddScript($"{Common}{Row()}, {Row(1)} | New-NocTicket @common");
        IAsyncResult running = shell.BeginInvoke();
        while ((await CreateRequestsAsync()).Count == 0)
        {
            Assert.False(running.IsCompleted);
            await Task.Delay(20);
        }

        Stopwatch watch = Stopwatch.StartNew();
        await Task.Factory.FromAsync(shell.BeginStop(null, null), shell.EndStop).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        await SingleCreateRequestAsync();
    }

    [Fact]
    public async Task An_upstream_failure_opens_no_ticket()
    {
        Shell.Result result = Run($"& {{ {Row()}; {Row(1)}; throw 'The table is torn.' }} | New-NocTicket @common");

        Assert.Equal("The table is torn.", Assert.Single(result.Errors).Exception.Message);
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task A_break_in_the_middle_of_an_upload_leaves_the_outcome_unknown()
    {
        await AddFaultAsync(new { method = "POST", path = Create, cut = true, unread = true });

        AssertUnknown(Open($"-CustomerTicketNumber INC-7 -Attachment '{WriteFile("photo.png", 20_000_000)}'").ShouldFailWith("NocOutcomeUnknown"));

        await SingleCreateRequestAsync();
    }

    [Fact]
    public async Task A_pipeline_that_has_seen_enough_opens_no_further_ticket()
    {
        Shell.Result result = Run($"{Row()}, {Row(1)}, {Row(2)} | New-NocTicket @common | Select-First 1").ShouldHaveNoErrors();

        Assert.Single(result.Objects<NocTicket>());
        await SingleCreateRequestAsync();
        Assert.Single(await TicketsAsync());
    }

    private static void AssertUnknown(NocException error)
    {
        Assert.Equal("INC-7", error.CustomerTicketNumber);
        Assert.Contains("INC-7", error.Message, StringComparison.Ordinal);
        Assert.Equal("02145678", Assert.Single(error.TicketRequest!.Sites).Macnum);
        Assert.False(error.SafeToRetry);
    }
}
