using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Reading;

public sealed class PipelineTests : SandboxTest
{
    [Fact]
    public async Task Sites_configurations_and_tickets_chain_through_the_pipeline()
    {
        Shell.Result result = Run("Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband | New-NocTicket @common").ShouldHaveNoErrors();

        IReadOnlyList<NocTicket> tickets = result.Objects<NocTicket>();
        IReadOnlyList<JsonNode> stored = await TicketsAsync();
        Assert.True(tickets.Count > 1);
        Assert.Equal(stored.Select(ticket => (long?)ticket["id"]).Order(), tickets.Select(ticket => ticket.Id).Order());
        Assert.All(tickets, ticket => Assert.Equal("Minneapolis", ticket.City));
        Assert.Equal(tickets.Count, (await CreateRequestsAsync()).Count);
    }

    [Fact]
    public async Task An_empty_pipeline_sends_nothing_and_is_no_error()
    {
        Shell.Result result = Run("@() | New-NocTicket @common").ShouldHaveNoErrors();

        Assert.Empty(result.Output);
        Assert.Empty(await RequestsAsync());
    }
}
