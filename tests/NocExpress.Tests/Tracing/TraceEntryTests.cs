using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tracing;

/// <summary>Every attempt at every request is an entry, with what came of it and how long each part of it took.</summary>
public sealed class TraceEntryTests : TraceTest
{
    [Fact]
    public void The_entries_are_the_requests_that_the_main_job_sends()
    {
        ConnectTraced();
        Run("Get-NocSite -Store 118 | Get-NocConfiguration -Service Broadband | New-NocTicket @common | ForEach-Object Id | Get-NocTicket").ShouldHaveNoErrors();

        Assert.Equal(
            [
                "POST /oauth2/sandbox/v1/token", "GET /api/v1/noc/companies/sites", "GET /api/v1/noc/configurations/external", "GET /api/v1/noc/tickets/static",
                "GET /api/v1/noc/tickets/static", "POST /api/v1/noc/tickets/external", "GET /api/v1/noc/tickets/***(7)",
            ],
            Entries().Select(entry => $"{entry["request"]!["method"]} {new Uri(Url(entry)).AbsolutePath}"));
        Assert.All(Entries(), entry => Assert.Equal(200, Status(entry)));
    }

    [Fact]
    public void A_file_is_told_by_its_extension_length_and_hash()
    {
        ConnectTraced();
        Run(Job).ShouldHaveNoErrors();

        JsonNode file = Sent(EntriesOf("tickets/external")[0], "file");

        Assert.Equal("***(9).pdf", (string?)file["fileName"]);
        string hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Folder, "site plan.pdf"))));
        Assert.Equal($"1000 bytes, SHA-256 {hash}", (string?)file["comment"]);
    }

    [NodeFact]
    public async Task An_independent_reader_takes_the_trace_of_good_and_bad_exchanges()
    {
        await AddFaultAsync(new { path = "companies/sites", status = 503, times = 1 });
        await AddFaultAsync(new { path = "tickets/static", cut = true, times = 1 });
        ConnectTraced("-PassThru");
        Run($"Get-NocSite; Get-NocIssue; {Job} Get-NocTicket 1; Get-NocSite | Select-First 1");
        Connect($"-BaseUri http://127.0.0.1:{DeadPort()}/ -TracePath $trace -TraceContent -MaximumRetryCount 0");
        Run("Get-NocSite");

        Assert.Equal([0, 200, 404, 503], Entries().Select(Status).Distinct().Order());
        string packages = await NodePackages.InstallAsync("Har");
        (int exitCode, string output) = await ChildProcess.RunCommandAsync(
            "node", [Path.Combine(Repository.Root, "tests", "Har", "validate.js"), packages + Path.DirectorySeparatorChar, TracePath]);
        Assert.Equal("", output);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task The_times_of_an_entry_add_up()
    {
        await AddFaultAsync(new { path = "tickets/external", when = "after", delayMs = 300 });
        await AddFaultAsync(new { path = "companies/sites", cut = true });
        ConnectTraced();
        Run(Job + "Get-NocSite");

        Run($"{Row()} | New-NocTicket @common -Attachment $file").ShouldHaveNoErrors();

        Assert.All(Entries(), entry =>
        {
            decimal[] parts = [.. entry["timings"]!.AsObject().Select(part => (decimal)part.Value!)];
            Assert.Equal(parts.Where(part => part >= 0).Sum(), (decimal)entry["time"]!);
            Assert.All(new[] { "send", "wait", "receive" }, part => Assert.True((decimal)entry["timings"]![part]! >= 0));
        });

        // The server begins to wait when it has the body, which may be before the client knows that it is sent.
        JsonNode create = EntriesOf("tickets/external")[0]["timings"]!;
        Assert.InRange((decimal)create["send"]! + (decimal)create["wait"]!, 290, decimal.MaxValue);
        Assert.InRange((decimal)create["blocked"]!, 0, decimal.MaxValue);
        Assert.Equal(-1, (decimal)EntriesOf("companies/sites")[0]["timings"]!["blocked"]!);
    }

    [Fact]
    public async Task Each_attempt_is_an_entry_of_its_own()
    {
        await AddFaultAsync(new { path = "companies/sites", status = 429, retryAfterSeconds = 0, times = 2 });
        Connect("-TracePath $trace -RequestsPerMinute 100000").ShouldHaveNoErrors();

        Run("Get-NocSite").ShouldHaveNoErrors();

        Assert.Equal([429, 429, 200], EntriesOf("companies/sites").Select(Status));
    }

    [Fact]
    public async Task A_token_that_is_refused_and_renewed_is_told()
    {
        await AddFaultAsync(new { path = "companies/sites", status = 401, times = 1 });
        ConnectTraced();

        Run("Get-NocSite").ShouldHaveNoErrors();

        Assert.Equal([200, 401, 200, 200], Entries().Select(Status));
        Assert.EndsWith("/token", Url(Entries()[2]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_cannot_be_reached_is_an_entry_with_status_0()
    {
        Shell.Set("dead", new Uri($"http://127.0.0.1:{DeadPort()}/"));

        Shell.Try("Connect-NocExpress -BaseUri $base -TokenUri $dead -Credential $credential -TracePath $trace -MaximumRetryCount 0").ShouldFailWith("NocConnectionFailed");

        JsonNode entry = Assert.Single(Entries());
        Assert.Equal(0, Status(entry));
        Assert.Contains("SocketException (ConnectionRefused)", (string?)entry["response"]!["_error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_an_entry_that_says_how_long()
    {
        await AddFaultAsync(new { path = "companies/sites", delayMs = 20_000 });
        ConnectTraced("-TimeoutSec 1");

        Run("Get-NocSite").ShouldFailWith("NocTimeout");

        JsonNode entry = Entries()[^1];
        Assert.Equal(0, Status(entry));
        Assert.Contains("not in time", (string?)entry["response"]!["_error"], StringComparison.Ordinal);
        Assert.InRange((decimal)entry["time"]!, 900, decimal.MaxValue);
    }

    /// <summary>What a message of .NET quotes of an answer, or of a path, may be a customer's.</summary>
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nHarborline Group\r\n\r\n")]
    [InlineData("Harborline Group\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nHarborline Group\r\n")]
    public void The_fault_of_an_answer_is_told_without_its_words(string answer)
    {
        using StubServer server = new(_ => Encoding.ASCII.GetBytes(answer));
        ConnectTo(server.BaseUri, "-TracePath $trace -MaximumRetryCount 0");

        Run("Get-NocSite").ShouldFailWith("NocConnectionFailed");

        Assert.StartsWith("Http", (string?)Entries()[^1]["response"]!["_error"], StringComparison.Ordinal);
        Assert.DoesNotContain("Harborline", File.ReadAllText(TracePath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_list_is_read_row_by_row_and_its_beginning_is_kept()
    {
        await SetBehaviourAsync(new { siteCount = 2003 });
        ConnectTraced();

        Assert.Equal(2003, Run("Get-NocSite").ShouldHaveNoErrors().Output.Count);

        JsonNode content = EntriesOf("companies/sites")[0]["response"]!["content"]!;
        Assert.True((long)content["size"]! > 500_000);
        Assert.Contains("65536 bytes", (string?)content["comment"], StringComparison.Ordinal);
        Assert.StartsWith("""{"results":[{"id":999999,""", (string?)content["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_not_read_to_its_end_is_an_entry_all_the_same()
    {
        await SetBehaviourAsync(new { siteCount = 20_000 });
        ConnectTraced();

        Assert.Single(Run("Get-NocSite | Select-First 1").ShouldHaveNoErrors().Output);

        JsonNode entry = Assert.Single(EntriesOf("companies/sites"));
        Assert.Equal(200, Status(entry));
        Assert.NotNull(entry["response"]!["content"]!["comment"]);
    }

    [Fact]
    public void A_connection_tells_of_its_trace()
    {
        ConnectTraced();

        Assert.Equal(TracePath, Run("(Get-NocConnection).TracePath").Output[0].BaseObject);
    }

    private static int DeadPort()
    {
        using System.Net.Sockets.TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
