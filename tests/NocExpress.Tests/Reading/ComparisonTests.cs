using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Reading;

/// <summary>How sites, configurations and tickets compare, as the operators and the engine's own cmdlets see it.</summary>
public sealed class ComparisonTests : SandboxTest
{
    private const string Sites = "companies/sites";

    [Theory]
    [InlineData("Get-NocSite")]
    [InlineData("Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband")]
    public void An_object_that_is_read_twice_is_equal_and_nothing_else_is(string read)
    {
        Shell.Result result = Run($$"""
            $first = @({{read}}); $second = @({{read}})
            $first[0] -eq $second[0]; $first[0] -eq $second[1]; $first -contains $second[-1]
            $first[0].GetHashCode() -eq $second[0].GetHashCode(); $first[0].Equals($null); $first[0] -eq 'text'
            """).ShouldHaveNoErrors();

        Assert.Equal("True|False|True|True|False|False", string.Join('|', result.Output));
    }

    [Fact]
    public async Task A_ticket_is_the_same_after_it_has_changed()
    {
        await AddFaultAsync(new { path = "noc/tickets/9", status = 200, times = 1, body = """{"id": 9, "status_name": "Open"}""" });
        await AddFaultAsync(new { path = "noc/tickets/9", status = 200, body = """{"id": 9, "status_name": "Closed"}""" });

        Shell.Result result = Run("$before = Get-NocTicket 9; $after = Get-NocTicket 9; $before.StatusName; $after.StatusName; $before -eq $after").ShouldHaveNoErrors();

        Assert.Equal("Open|Closed|True", string.Join('|', result.Output));
    }

    [Fact]
    public async Task Tickets_are_ordered_by_number_and_not_by_text()
    {
        await AddFaultAsync(new { path = "noc/tickets/10", status = 200, body = """{"id": 10}""" });
        await AddFaultAsync(new { path = "noc/tickets/9", status = 200, body = """{"id": 9}""" });

        Shell.Result result = Run("""
            $ten, $nine = Get-NocTicket 10, 9
            $nine -lt $ten; $ten -lt $nine; $ten -gt $null; $list = [Collections.Generic.List[NocExpress.Models.NocTicket]]($ten, $nine); $list.Sort(); "$list"
            """).ShouldHaveNoErrors();

        Assert.Equal("True|False|True|#9 #10", string.Join('|', result.Output));
    }

    [Fact]
    public async Task Sites_are_ordered_by_name_then_macnum_then_number()
    {
        const string body = """
            [{"id": 5, "name": "beta"}, {"id": 4, "name": "Alpha", "macnum": "2"}, {"id": 3, "name": "alpha", "macnum": "1"},
             {"id": 2, "name": "ALPHA", "macnum": "1"}, {"id": 1}]
            """;
        await AddFaultAsync(new { path = Sites, status = 200, body });

        Shell.Result result = Run("$list = [Collections.Generic.List[NocExpress.Models.NocSite]]@(Get-NocSite); $list.Sort(); $list.Id").ShouldHaveNoErrors();

        Assert.Equal("1|2|3|4|5", string.Join('|', result.Output));
    }

    [Fact]
    public async Task A_site_without_a_number_is_told_by_its_macnum_and_without_either_is_like_no_other()
    {
        const string body = """[{"name": "A", "macnum": "7"}, {"name": "B", "macnum": "7"}, {"name": "C"}, {"name": "C"}, {"id": 7, "macnum": "7"}]""";
        await AddFaultAsync(new { path = Sites, status = 200, body });

        Shell.Result result = Run("""
            $a, $b, $c, $other, $numbered = Get-NocSite
            $a -eq $b; $c -eq $c; $c -eq $other; $a -eq $numbered
            """).ShouldHaveNoErrors();

        Assert.Equal("True|True|False|False", string.Join('|', result.Output));
    }

    [Fact]
    public async Task A_ticket_and_a_configuration_of_one_number_are_different_and_have_no_order()
    {
        await AddFaultAsync(new { path = "noc/tickets/4200000", status = 200, body = """{"id": 4200000}""" });

        Shell.Result result = Run("""
            $configuration = Get-NocSite -Store 118 | Get-NocConfiguration -Service Broadband
            $ticket = Get-NocTicket $configuration.Id
            $ticket -eq $configuration
            try { $ticket.CompareTo($configuration) } catch { $_.Exception.InnerException.Message }
            """);

        Assert.Equal("False", result.Output[0].ToString());
        Assert.StartsWith("A NocTicket cannot be compared with a NocConfiguration.", result.Output[1].ToString(), System.StringComparison.Ordinal);
    }
}
