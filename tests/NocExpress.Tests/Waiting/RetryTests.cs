using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Waiting;

/// <summary>Reads that are tried again, and what the verbose stream says of it.</summary>
public sealed class RetryTests : SandboxTest
{
    private const string Path = "companies/sites";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Connect("-MaximumRetryCount 2 -TimeoutSec 5").ShouldHaveNoErrors();
        await ClearRequestsAsync();
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_passing_failure_is_tried_again(int status)
    {
        await AddFaultAsync(new { path = Path, status, times = 2, retryAfterSeconds = 0 });

        Assert.Equal(12, Run("Get-NocSite").ShouldHaveNoErrors().Output.Count);
        Assert.Equal([status, status, 200], await StatusesAsync());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(501)]
    public async Task A_lasting_failure_is_not_tried_again(int status)
    {
        await AddFaultAsync(new { path = Path, status });

        Assert.Equal(status, Assert.IsType<NocException>(Assert.Single(Run("Get-NocSite").Errors).Exception).StatusCode);
        Assert.Equal([status], await StatusesAsync());
    }

    [Fact]
    public async Task Retries_are_spent_and_then_the_last_error_is_reported()
    {
        await AddFaultAsync(new { path = Path, status = 503, retryAfterSeconds = 0 });

        Run("Get-NocSite").ShouldFailWith("NocServiceUnavailable");

        Assert.Equal([503, 503, 503], await StatusesAsync());
    }

    [Fact]
    public async Task A_cut_connection_is_tried_again()
    {
        await AddFaultAsync(new { path = Path, cut = true, times = 1 });

        Assert.Equal(12, Run("Get-NocSite").ShouldHaveNoErrors().Output.Count);
        Assert.Equal(2, (await RequestsAsync(Path)).Count);
    }

    [Fact]
    public async Task Rows_that_came_out_are_never_brought_twice()
    {
        await AddFaultAsync(new { path = Path, truncateTo = 700, times = 1 });

        Shell.Result result = Run("Get-NocSite");

        result.ShouldFailWith("NocUnexpectedResponse");
        Assert.Equal(result.Output.Count, result.Objects<NocSite>().Select(site => site.Id).Distinct().Count());
        Assert.Single(await RequestsAsync(Path));
    }

    [Fact]
    public async Task Each_request_has_a_verbose_line_without_the_values_of_its_query()
    {
        await AddFaultAsync(new { path = Path, status = 503, times = 1, retryAfterSeconds = 0 });

        Shell.Result result = Run("Get-NocSite -Search 'Minneapolis' -GrantedTenantMacnum '01004471' -Verbose").ShouldHaveNoErrors();

        string[] lines = [.. result.Verbose.Where(line => line.StartsWith("GET ", StringComparison.Ordinal))];
        Assert.Matches("^GET /api/v1/noc/companies/sites 503 [0-9]+ ms$", lines[0]);
        Assert.Matches("^GET /api/v1/noc/companies/sites 200 [0-9]+ ms$", lines[1]);
        Assert.Equal(2, lines.Length);
        Assert.Contains("Attempt 1 failed (ServiceUnavailable); another follows in 0.0 s.", result.Verbose);
        Assert.DoesNotContain(result.Verbose, line => line.Contains("Minneapolis", StringComparison.Ordinal) || line.Contains("01004471", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_without_a_response_has_a_verbose_line()
    {
        await AddFaultAsync(new { path = Path, cut = true, times = 1 });

        Shell.Result result = Run("Get-NocSite -Verbose").ShouldHaveNoErrors();

        Assert.Contains(result.Verbose, line => line.StartsWith("GET /api/v1/noc/companies/sites no answer ", StringComparison.Ordinal));
    }

    private async Task<IEnumerable<int?>> StatusesAsync() => (await RequestsAsync(Path)).Select(request => (int?)request["status"]);
}
