using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Journal;

/// <summary>Tickets come out in the order of the input, recorded and new ones, also where a request is for sites that stand apart.</summary>
public sealed class InputOrderTests : TicketTest
{
    private const string Circuits = "$circuits = Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband; ";

    protected override SandboxOptions Options => new() { RequestsPerMinute = 0, Sites = 40 };

    [Theory]
    [InlineData("0,1,3,4", "0..5", "-SitesPerRequest 100")]
    [InlineData("0,1,3,4", "0..5", "-SitesPerRequest 1")]
    [InlineData("1,3,5,7", "0..8", "-SitesPerRequest 2")]
    [InlineData("8,2,5", "8,7,6,5,4,3,2,1,0", "-SitesPerRequest 100")]
    public void Recorded_tickets_come_out_between_the_new_ones_of_one_request(string first, string then, string parameters)
    {
        Open(first).ShouldHaveNoErrors();

        Shell.Result result = Open(then, parameters).ShouldHaveNoErrors();

        Assert.Equal(Macnums(then), OutOf(result));
        Assert.Equal(first.Split(',').Length, result.Objects<NocTicket>().Count(ticket => ticket.Recorded is not null));
    }

    [Fact]
    public async Task Tickets_that_are_asked_for_again_come_out_between_the_recorded_ones()
    {
        await AddFaultAsync(new { method = "POST", path = "tickets/external", times = 1, status = 504 });
        Open("1,4");
        Open("0,2,3,5").ShouldHaveNoErrors();

        Assert.Equal(Macnums("0..5"), OutOf(Open("0..5", "-RetryUnknown").ShouldHaveNoErrors()));
    }

    [Fact]
    public async Task Recorded_tickets_come_out_whatever_becomes_of_the_request_around_them()
    {
        Open("1,3").ShouldHaveNoErrors();
        await AddFaultAsync(new { method = "POST", path = "tickets/external", times = 1, status = 504 });

        Shell.Result result = Open("0..4");

        result.ShouldFailWith("NocOutcomeUnknown");
        Assert.Equal(Macnums("1,3"), OutOf(result));
    }

    [Fact]
    public async Task Recorded_tickets_come_out_where_the_request_around_them_is_declined()
    {
        Open("1,3").ShouldHaveNoErrors();
        await ClearRequestsAsync();
        Shell.Answer(2);

        Shell.Result result = Open("0..4", "-Confirm");

        Assert.Equal(Macnums("1,3"), OutOf(result));
        Assert.Empty(await CreateRequestsAsync());
    }

    private Shell.Result Open(string sites, string parameters = "") =>
        Run($"{Circuits}$circuits[{sites}] | New-NocTicket @common -MultiSite Outage -JournalPath '{Path.Combine(Folder, "INC-7.jsonl")}' {parameters}");

    private string[] Macnums(string sites) => [.. Run($"{Circuits}$circuits[{sites}].Macnum").ShouldHaveNoErrors().Output.Select(macnum => macnum.ToString()!)];

    private static IEnumerable<string?> OutOf(Shell.Result result) => result.Objects<NocTicket>().Select(ticket => ticket.Macnum);
}
