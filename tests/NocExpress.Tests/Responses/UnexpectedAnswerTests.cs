using System;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Responses;

/// <summary>What a read makes of an answer that is not what it should be, or of none.</summary>
public sealed class UnexpectedAnswerTests : SandboxTest
{
    private const string Path = "companies/sites";
    private const string Page = "<!DOCTYPE html><html><head><title>Sign in &amp; go on</title></head><body>x</body></html>";

    [Theory]
    [InlineData(Page, "HTML page: 'Sign in & go on")]
    [InlineData("", "empty")]
    [InlineData("  ", "empty")]
    [InlineData("ok", "ok")]
    [InlineData("{}", "not what it should be")]
    [InlineData("null", "null")]
    [InlineData("""{"detail": "nothing here"}""", "not what it should be")]
    [InlineData("""{"results": {"id": 1}}""", "not what it should be")]
    [InlineData("""[1, 2]""", "Number")]
    public async Task A_good_status_with_no_list_is_unexpected(string body, string told)
    {
        await FailAsync(new { path = Path, status = 200, body });

        Shell.Result result = Shell.Try("Get-NocSite");

        NocException error = result.ShouldFailWith("NocUnexpectedResponse");
        Assert.Null(result.Terminating);
        Assert.Equal(ErrorCategory.InvalidResult, result.Errors[0].CategoryInfo.Category);
        Assert.Equal(200, error.StatusCode);
        Assert.True(error.SafeToRetry);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("Get-NocSite", Path, "\uFEFF[{\"id\": 7}]")]
    [InlineData("Get-NocTicket 7", "tickets/7", "\uFEFF{\"id\": 7}")]
    public async Task A_byte_order_mark_before_the_answer_is_skipped(string script, string path, string body)
    {
        await FailAsync(new { path, status = 200, body });

        Assert.Single(Run(script).ShouldHaveNoErrors().Output);
    }

    [Fact]
    public async Task No_content_is_unexpected()
    {
        await FailAsync(new { path = Path, status = 204 });

        Assert.Equal(204, Run("Get-NocSite").ShouldFailWith("NocUnexpectedResponse").StatusCode);
    }

    [Fact]
    public async Task An_html_page_with_an_error_status_is_told_by_its_text()
    {
        await FailAsync(new { path = Path, status = 502, body = Page });

        NocException error = Run("Get-NocSite").ShouldFailWith("NocServiceUnavailable");

        Assert.Equal(502, error.StatusCode);
        Assert.Equal(["Sign in & go on: x"], error.ServerErrors);
        Assert.DoesNotContain("<", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"results": [{"id": 1, "name": "A"}, {"id": 2""", 1)]
    [InlineData("""[{"id": 1}, {"id": 2}""", 2)]
    [InlineData("""[{"id": 1}, {"id": 2},""", 2)]
    [InlineData("""{"data": [{"id": 1}]""", 1)]
    [InlineData("""[{"id": 1}] and more""", 1)]
    [InlineData("""[{"id": 1""", 0)]
    [InlineData("""{"other": [{"id": 1}], "resu""", 0)]
    public async Task A_list_that_breaks_off_never_passes_for_a_whole_one(string body, int rows)
    {
        await FailAsync(new { path = Path, status = 200, body });

        Shell.Result result = Run("Get-NocSite");

        NocException error = result.ShouldFailWith("NocUnexpectedResponse");
        Assert.Contains("breaks off", error.Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, rows).Select(id => (long?)id), result.Objects<NocSite>().Select(site => site.Id));
    }

    [Fact]
    public async Task A_connection_that_breaks_within_the_list_is_reported_after_the_rows_that_came()
    {
        await FailAsync(new { path = Path, truncateTo = 700 });

        Shell.Result result = Run("Get-NocSite");

        NocException error = result.ShouldFailWith("NocUnexpectedResponse");
        Assert.Contains("connection broke", error.Message, StringComparison.Ordinal);
        Assert.InRange(result.Output.Count, 1, 3);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_its_host_is_named()
    {
        await FailAsync(new { path = Path, status = 302, headers = new { Location = "https://login.example.com/sign-in?secret=1" } });

        NocException error = Run("Get-NocSite").ShouldFailWith("NocUnexpectedResponse");

        Assert.Equal(302, error.StatusCode);
        Assert.Contains("login.example.com", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.Single(await RequestsAsync());
    }

    [Fact]
    public async Task A_server_that_stays_silent_times_out_and_the_next_request_goes_on()
    {
        Run("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -MaximumRetryCount 0 -TimeoutSec 1").ShouldHaveNoErrors();
        await FailAsync(new { path = Path, silent = true, times = 1 });
        Stopwatch watch = Stopwatch.StartNew();

        Shell.Result result = Shell.Try("Get-NocSite -Search Boston; Get-NocSite -Search Chicago");

        NocException error = result.ShouldFailWith("NocTimeout");
        Assert.Null(result.Terminating);
        Assert.Equal(ErrorCategory.OperationTimeout, result.Errors[0].CategoryInfo.Category);
        Assert.Null(error.StatusCode);
        Assert.True(error.SafeToRetry);
        Assert.Contains("for 1 s", error.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(10));
        Assert.Equal("Chicago", Assert.Single(result.Objects<NocSite>()).City);
    }

    [Fact]
    public async Task A_connection_that_is_cut_ends_the_run()
    {
        await FailAsync(new { path = Path, cut = true });

        Shell.Result result = Shell.Try("Get-NocSite");

        NocException error = result.ShouldFailWith("NocConnectionFailed");
        Assert.NotNull(result.Terminating);
        Assert.Equal(ErrorCategory.ConnectionError, result.Errors[0].CategoryInfo.Category);
        Assert.True(error.SafeToRetry);
        Assert.Null(error.StatusCode);
        Assert.Contains(Sandbox.BaseUri.Authority, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_has_gone_away_ends_the_run()
    {
        SandboxServer gone = await SandboxServer.StartAsync(new SandboxOptions { RequestsPerMinute = 0 });
        Shell.Set("gone", gone.BaseUri);
        Shell.Set("goneToken", gone.TokenUri);
        Run("$connection = Connect-NocExpress -BaseUri $gone -TokenUri $goneToken -Credential $credential -MaximumRetryCount 0 -PassThru").ShouldHaveNoErrors();
        await gone.DisposeAsync();

        Shell.Result result = Shell.Try("'Boston', 'Chicago' | ForEach-Object { Get-NocSite -Connection $connection -Search $_ }");

        Assert.True(result.ShouldFailWith("NocConnectionFailed").SafeToRetry);
        Assert.NotNull(result.Terminating);
    }

    [Fact]
    public void Connecting_to_a_port_where_nobody_listens_ends_the_run()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Shell.Set("nobody", new Uri($"http://{listener.LocalEndpoint}/"));
        listener.Stop();

        Shell.Result result = Shell.Try("Connect-NocExpress -BaseUri $nobody -TokenUri $nobody -Credential $credential -MaximumRetryCount 0");

        NocException error = result.ShouldFailWith("NocConnectionFailed");
        Assert.NotNull(result.Terminating);
        Assert.Equal(ErrorCategory.ConnectionError, result.Errors[0].CategoryInfo.Category);
        Assert.DoesNotContain("sandbox-secret", error.ToString(), StringComparison.Ordinal);
    }
}
