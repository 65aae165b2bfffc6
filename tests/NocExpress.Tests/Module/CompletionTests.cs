using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Module;

/// <summary>What Tab offers: documented names, and names that the connection has seen. It never makes a request.</summary>
public sealed class CompletionTests : SandboxTest
{
    [Theory]
    [InlineData("Get-NocConfiguration -Service Bro", "Broadband")]
    [InlineData("Get-NocConfiguration -Service broadband,DI", "DIA")]
    [InlineData("Get-NocConfiguration -Service Private", "'Private IP'")]
    [InlineData("Get-NocConfiguration -Service 'Rebill - B", "'Rebill - Broadband'")]
    [InlineData("Get-NocConfiguration -Service \"Mob", "\"Mobility Access / M2M\"")]
    [InlineData("Get-NocConfiguration -Service switched", "'Granite Switched Ethernet'")]
    [InlineData("New-NocContact -Type tech", "'Technical contact'")]
    [InlineData("New-NocTicket -MultiSite Serv", "ServiceImpact")]
    public void Documented_names_are_completed_in_the_quotes_that_they_need(string line, string expected) =>
        Assert.Equal([expected], Complete(line).Select(found => found.CompletionText));

    [Fact]
    public void Every_documented_name_is_offered_with_a_tooltip()
    {
        Assert.Equal(23, Complete("Get-NocConfiguration -Service ").Count);
        Assert.Equal(3, Complete("New-NocContact -Type ").Count);
        IReadOnlyList<CompletionResult> kinds = Complete("New-NocTicket -MultiSite ");
        Assert.Equal(["ConfigurationRequest", "Informational", "Outage", "ServiceImpact"], kinds.Select(kind => kind.CompletionText).Order());
        Assert.All(kinds, kind => Assert.Contains("Multi-Site", kind.ToolTip, System.StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Get-NocConfiguration -Macnum ")]
    [InlineData("New-NocTicket -Macnum ")]
    [InlineData("New-NocTicket -IssueName ")]
    [InlineData("New-NocTicket -TypeName ")]
    [InlineData("Get-NocIssue -SubtypeName ")]
    public async Task Names_that_nobody_has_seen_are_not_asked_for(string line)
    {
        Complete(line);

        Assert.Empty(await RequestsAsync());
    }

    /// <summary>A server could fill the memory with them, and nobody completes to them.</summary>
    [Theory]
    [InlineData(200, 1)]
    [InlineData(201, 0)]
    public void A_text_that_is_too_long_for_a_name_is_not_kept(int length, int kept)
    {
        Contract.NameCache names = new();

        names.Add(new string('x', length), new string('y', 100_000));

        Assert.Equal(kept, names.All.Count);
        Assert.All(names.All, name => Assert.InRange(name.Value.Length, 1, 201));
    }

    [Fact]
    public async Task Names_that_the_connection_has_seen_are_offered_with_what_they_belong_to()
    {
        Run("$circuits = Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband; $circuits | Get-NocIssue").ShouldHaveNoErrors();
        await ClearRequestsAsync();

        CompletionResult macnum = Assert.Single(Complete("Get-NocConfiguration -Macnum 0214"));
        Assert.Equal("'02145678'", macnum.CompletionText);
        Assert.Contains("Minneapolis", macnum.ToolTip, System.StringComparison.Ordinal);
        Assert.Equal(["'Broadband Service Request'"], Complete("New-NocTicket -TypeName Broad").Select(found => found.CompletionText));
        Assert.Equal(["\"Service Outage\""], Complete("Get-NocIssue -SubtypeName \"Service O").Select(found => found.CompletionText));
        CompletionResult issue = Assert.Single(Complete("New-NocTicket -IssueName 'circuit d"));
        Assert.Equal("'Circuit Down'", issue.CompletionText);
        Assert.Contains("Broadband Service Request", issue.ToolTip, System.StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task The_issues_of_configurations_that_were_read_are_asked_for_once()
    {
        Run("$circuits = Get-NocConfiguration '02145678' -Service Broadband").ShouldHaveNoErrors();
        await ClearRequestsAsync();

        Assert.Equal(["'Broadband Service Request'"], Complete("New-NocTicket -TypeName ").Select(found => found.CompletionText));
        Assert.Empty(await RequestsAsync());
        Assert.Equal(["'Circuit Down'"], Complete("$circuits | New-NocTicket -IssueName Circ").Select(found => found.CompletionText));
        Assert.Equal(4, Complete("$circuits | New-NocTicket -IssueName ").Count);
        Assert.Single(await RequestsAsync(), request => request.Query("type_name") is not null);
        Assert.Equal(2, (await RequestsAsync()).Count);
    }

    [Fact]
    public async Task Of_several_types_that_were_read_the_one_on_the_command_line_is_asked_for()
    {
        Run("$null = Get-NocConfiguration '02145678'").ShouldHaveNoErrors();
        await ClearRequestsAsync();

        Assert.NotEmpty(Complete("New-NocTicket -TypeName 'broadband service request' -SubtypeName 'Service Outage' -IssueName "));

        Assert.Equal("Broadband Service Request", Assert.Single((await RequestsAsync()).Select(request => request.Query("type_name")).OfType<string>()));
    }

    [Fact]
    public async Task A_server_that_does_not_say_its_issues_keeps_Tab_from_nothing()
    {
        Run("$null = Get-NocConfiguration '02145678' -Service Broadband").ShouldHaveNoErrors();
        await AddFaultAsync(new { path = "tickets/static", status = 500, times = 1 });

        Assert.DoesNotContain(Complete("New-NocTicket -IssueName "), found => found.ResultType == CompletionResultType.ParameterValue);
        Assert.Equal(4, Complete("New-NocTicket -IssueName ").Count);
    }

    [Fact]
    public void Issues_of_another_type_are_left_out_where_those_of_the_type_are_known()
    {
        Run("Get-NocSite | Where-Object Macnum | Get-NocConfiguration | Get-NocIssue").ShouldHaveNoErrors();

        IReadOnlyList<CompletionResult> found = Complete("New-NocTicket -TypeName 'Broadband Service Request' -SubtypeName 'Service Outage' -IssueName ");

        Assert.Contains("'Circuit Down'", found.Select(issue => issue.CompletionText));
        Assert.All(found, issue => Assert.Equal("Broadband Service Request, Service Outage", issue.ToolTip));
        Assert.True(found.Count < Complete("New-NocTicket -IssueName ").Count);
    }

    [Fact]
    public async Task A_name_with_quotes_and_variables_stays_one_value()
    {
        await AddFaultAsync(new { path = "tickets/static", status = 200, body = """{"ticket_issues_dropdown_values": ["Customer's \"$link\" down"]}""" });
        Run("Get-NocIssue").ShouldHaveNoErrors();

        foreach (string line in new[] { "New-NocTicket -IssueName ", "New-NocTicket -IssueName \"Cust" })
        {
            string text = Assert.Single(Complete(line)).CompletionText;
            Assert.Equal("Customer's \"$link\" down", Run(text).ShouldHaveNoErrors().Output.Single().BaseObject);
        }
    }

    [Fact]
    public async Task A_name_never_ends_the_string_that_it_stands_in()
    {
        string[] names = ["Down\u201D; $global:hit = 1; #", "Down\u201E; $global:hit = 1; #", "Down\u2019; $global:hit = 1; #", "Down\u201C\u2018`\"'; $(1)"];
        await AddFaultAsync(new { path = "tickets/static", status = 200, body = System.Text.Json.JsonSerializer.Serialize(new { ticket_issues_dropdown_values = names }) });
        Run("Get-NocIssue").ShouldHaveNoErrors();

        foreach (string begun in new[] { "", "'", "\"", "\"Do" })
        {
            IEnumerable<string> texts = Complete($"New-NocTicket -IssueName {begun}").Select(found => found.CompletionText);
            Assert.Equal(names.Order(System.StringComparer.OrdinalIgnoreCase),
                texts.Select(text => (string)Run(text).ShouldHaveNoErrors().Output.Single().BaseObject).Order(System.StringComparer.OrdinalIgnoreCase));
        }

        Assert.Null(Run("$global:hit").Output.Single());
    }

    [Fact]
    public void Each_connection_offers_the_names_that_it_has_read()
    {
        Run($"$other = {ConnectCommand} -PassThru; Get-NocIssue -Connection $other").ShouldHaveNoErrors();
        Connect().ShouldHaveNoErrors();

        Assert.NotEmpty(Complete("New-NocTicket -Connection $other -IssueName "));
        Assert.DoesNotContain(Complete("New-NocTicket -IssueName "), found => found.ResultType == CompletionResultType.ParameterValue);
    }

    private IReadOnlyList<CompletionResult> Complete(string line)
    {
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = Shell.Runspace;
        return CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches;
    }
}
