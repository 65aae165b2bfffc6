using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Waiting;

/// <summary>At 60 requests a minute requests are the cost: none is made that can be spared.</summary>
public sealed class FewRequestsTests : TicketTest
{
    private const string Configurations = "configurations";
    private const string Issues = "tickets/static";

    protected override Sandbox.SandboxOptions Options => base.Options with { Sites = 320 };

    [Fact]
    public async Task A_hundred_sites_are_one_request_and_no_address_is_too_long()
    {
        Run("Get-NocSite | Where-Object Macnum | Get-NocConfiguration -ErrorAction Stop").ShouldHaveNoErrors();

        IReadOnlyList<JsonNode> requests = await RequestsAsync(Configurations);
        Assert.Equal(3, requests.Count);
        Assert.All(requests, request => Assert.InRange(AddressOf(request).Length, 1, 2000));
    }

    [Fact]
    public async Task A_larger_batch_is_split_before_its_address_gets_too_long()
    {
        Shell.Result result = Run("Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband -BatchSize 1000").ShouldHaveNoErrors();

        IReadOnlyList<JsonNode> requests = await RequestsAsync(Configurations);
        Assert.All(requests, request => Assert.InRange(AddressOf(request).Length, 1, 2000));
        Assert.All(requests.SkipLast(1), request => Assert.InRange(AddressOf(request).Length, 1900, 2000));
        Assert.Equal(result.Output.Count, result.Objects<NocConfiguration>().Select(configuration => configuration.Macnum).Distinct().Count());
        Assert.Equal(requests.SelectMany(request => request.Query("macnums")!.Split(',')), result.Objects<NocConfiguration>().Select(configuration => configuration.Macnum));
    }

    [Fact]
    public async Task Where_rows_do_not_say_whose_they_are_a_site_that_fails_does_not_keep_the_others_away()
    {
        await SetBehaviourAsync(new { macnumKey = "none" });
        await AddFaultAsync(new { path = Configurations, status = 400, skip = 2, times = 1 });

        Shell.Result result = Run("'02145678', '39639469', '77133260' | Get-NocConfiguration -Service Broadband");

        NocException error = result.ShouldFailWith("NocRequestRejected");
        Assert.Contains("39639469", error.Message, StringComparison.Ordinal);
        Assert.Equal(["39639469"], Assert.IsType<string[]>(result.Errors[0].TargetObject));
        Assert.Equal(["02145678", "77133260"], result.Objects<NocConfiguration>().Select(configuration => configuration.Macnum));
    }

    [Fact]
    public async Task The_short_path_is_found_by_several_requests_at_once()
    {
        await SetBehaviourAsync(new { configurationsPath = "short" });

        Assert.NotEmpty(Run("Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband -BatchSize 20").ShouldHaveNoErrors().Output);
    }

    [Fact]
    public async Task An_issue_list_is_asked_for_once_in_the_life_of_a_connection()
    {
        const string list = "Get-NocIssue 'Broadband Service Request' 'Service Outage'";
        int count = Run(list).ShouldHaveNoErrors().Output.Count;

        Assert.Equal(count, Run(list).ShouldHaveNoErrors().Output.Count);
        Run($"{Row()}, {Row(1)} | New-NocTicket @common").ShouldHaveNoErrors();

        // Once with the type, and once without, to see whether the server narrows the list.
        Assert.Equal(2, (await RequestsAsync(Issues)).Count);

        Assert.Equal(count, Run($"{list} -Refresh").ShouldHaveNoErrors().Output.Count);
        Assert.Equal(3, (await RequestsAsync(Issues)).Count);
        Run("Get-NocIssue 'Broadband Service Request' 'Service Outage' -GrantedTenantMacnum '01004471'");
        Assert.Equal(4, (await RequestsAsync(Issues)).Count);
    }

    [Fact]
    public async Task A_lookup_that_failed_is_tried_again_by_the_next()
    {
        await AddFaultAsync(new { path = Issues, status = 500, times = 1 });

        Run("Get-NocIssue 'Broadband Service Request' 'Service Outage'").ShouldFailWith("NocServiceUnavailable");
        Run("Get-NocIssue 'Broadband Service Request' 'Service Outage'").ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Many_sites_are_few_requests_from_the_first_to_the_last()
    {
        Run("Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband | New-NocTicket @common -MultiSite Outage").ShouldHaveNoErrors();

        // The sites, 3 batches of configurations, the issue and all issues, 3 requests for tickets.
        Assert.Equal(9, (await RequestsAsync("/api/")).Count);
    }

    [Fact]
    public void A_large_upload_shows_its_progress()
    {
        string file = WriteFile("plan.pdf", 20_000_000);
        using SocketServer server = new(async socket =>
        {
            byte[] buffer = new byte[256 * 1024];
            int received = 0;
            for (int read; received < 20_000_000 && (read = await socket.ReceiveAsync(buffer)) > 0; received += read)
            {
                await Task.Delay(10);
            }

            await SocketServer.AnswerAsync(socket, """[{"id":7}]""");
            socket.Dispose();
        });
        ConnectTo(server.BaseUri);

        Shell.Result result = Open($"-SkipIssueCheck -Attachment '{file}'").ShouldHaveNoErrors();

        ProgressRecord[] uploads = [.. result.Progress.Where(record => record.Activity == "Uploading plan.pdf")];
        Assert.InRange(uploads.Length, 2, 200);
        Assert.Matches("^[0-9.]+ MiB of 19.1 MiB$", uploads[0].StatusDescription);
        Assert.Equal(ProgressRecordType.Completed, uploads[^1].RecordType);
        Assert.Equal(100, uploads[^1].PercentComplete);
    }

    /// <summary>A list without an end: only as much of it is read as the pipeline has room for.</summary>
    [Fact]
    public void A_slow_pipeline_slows_the_download_and_a_satisfied_one_ends_it()
    {
        long sent = 0;
        using SocketServer server = new(async socket =>
        {
            await SocketServer.ReadRequestAsync(socket);
            await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n["u8.ToArray());
            byte[] rows = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($$"""{"id":1,"name":"{{new string('x', 1000)}}"},""", 100)));
            while (true)
            {
                sent += await socket.SendAsync(rows);
            }
        });
        ConnectTo(server.BaseUri);

        Shell.Result result = Run("Get-NocSite | ForEach-Object { [Threading.Thread]::Sleep(20); $_ } | Select-First 50").ShouldHaveNoErrors();

        // What is in the queue and in the buffers of two sockets, in a second in which a download could have brought gigabytes.
        Assert.Equal(50, result.Output.Count);
        Assert.InRange(sent, 1, 32_000_000);
        long atTheEnd = sent;
        System.Threading.Thread.Sleep(300);
        Assert.InRange(sent, atTheEnd, atTheEnd + 8_000_000);
    }

    private string AddressOf(JsonNode request) => new Uri(Sandbox.BaseUri, (string)request["path"]! + (string)request["query"]!).AbsoluteUri;
}
