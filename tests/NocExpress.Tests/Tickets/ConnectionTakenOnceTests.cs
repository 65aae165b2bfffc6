using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>A cmdlet stays with the connection that it began with, whoever connects or disconnects meanwhile in the same process.</summary>
public sealed class ConnectionTakenOnceTests : TicketTest
{
    /// <summary>Runs a script in another runspace of the process, which has the module, too.</summary>
    private const string Elsewhere = """
        function Invoke-Elsewhere([scriptblock] $Script, $Argument) {
            $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
            try {
                [void]$shell.AddCommand('Import-Module').AddParameter('Name', (Get-Module NocExpress).Path).Invoke()
                $shell.Commands.Clear()
                [void]$shell.AddScript("$Script").AddArgument($Argument).Invoke()
                if ($shell.HadErrors) { throw $shell.Streams.Error[0] }
            } finally { $shell.Dispose() }
        }

        """;

    private const string Circuits = "Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband";

    private string JournalPath => Path.Combine(Folder, "outage.jsonl");

    [Fact]
    public async Task Where_somebody_disconnects_in_the_middle_of_creates_what_is_under_way_comes_out_and_nothing_is_unknown()
    {
        await FailAsync(new { method = "POST", path = "tickets/external", delayMs = 100, when = "after" });

        Shell.Result result = Run($$"""
            {{Elsewhere}}$circuits = {{Circuits}}
            $circuits | New-NocTicket @common -JournalPath '{{JournalPath}}' | ForEach-Object {
                if (++$count -eq 2) { Invoke-Elsewhere { Disconnect-NocExpress } }
                $_
            }
            """);

        IReadOnlyList<JsonNode> stored = await TicketsAsync();
        Assert.InRange(stored.Count, 2, 8);
        Assert.Equal(stored.Select(ticket => (long?)(long)ticket["id"]!).Order(), result.Objects<NocTicket>().Select(ticket => ticket.Id).Order());
        Assert.NotEmpty(result.Errors);
        Assert.All(result.Errors, error =>
        {
            Assert.StartsWith("NocNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.True(Assert.IsType<NocException>(error.Exception).SafeToRetry);
        });
        Assert.DoesNotContain("unknown", File.ReadAllText(JournalPath), StringComparison.Ordinal);

        Shell.Result again = Run($$"""
            Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -RequestsPerMinute 100000
            {{Circuits}} | New-NocTicket @common -JournalPath '{{JournalPath}}'
            """).ShouldHaveNoErrors();
        Assert.Equal(11, again.Output.Count);
        Assert.Equal(11, (await TicketsAsync()).Count);
    }

    [Fact]
    public async Task Without_a_journal_too_nothing_is_unknown_that_was_not_sent_where_another_connection_comes_meanwhile()
    {
        Shell.Result result = Run($$"""
            {{Elsewhere}}$circuits = {{Circuits}}
            $circuits | New-NocTicket @common -ThrottleLimit 1 | ForEach-Object {
                if (++$count -eq 2) {
                    Disconnect-NocExpress
                    Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential
                }
                $_
            }
            """);

        Assert.Equal((await TicketsAsync()).Count, result.Output.Count);
        Assert.NotEmpty(result.Errors);
        Assert.All(result.Errors, error => Assert.StartsWith("NocNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Fact]
    public void Where_somebody_disconnects_in_the_middle_of_reads_the_rest_ends_as_not_connected()
    {
        using RawServer server = new(path => RawServer.Ok($$"""{"id":{{path.Split('/', ' ')[^3]}}}"""));
        Shell.Set("other", server.BaseUri);

        Shell.Result result = Run($$"""
            {{Elsewhere}}Connect-NocExpress -BaseUri $other -TokenUri $token -Credential $credential -RequestsPerMinute 100000
            Get-NocTicket (1..30) -ThrottleLimit 1 | ForEach-Object {
                if ($_.Id -eq 3) { Invoke-Elsewhere { Disconnect-NocExpress } }
                $_
            }
            """);

        Assert.InRange(result.Output.Count, 3, 29);
        NocException error = result.ShouldFailWith("NocNotConnected");
        Assert.True(error.SafeToRetry);
        Assert.Contains("Disconnect-NocExpress", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_somebody_disconnects_in_the_middle_of_reads_over_a_token_of_ones_own_the_rest_ends_as_not_connected()
    {
        using RawServer server = new(path => RawServer.Ok($$"""{"id":{{path.Split('/', ' ')[^3]}}}"""));
        Shell.Set("other", server.BaseUri);
        Shell.Set("own", new NetworkCredential("", "a-token-of-my-own").SecurePassword);

        Run($$"""
            Connect-NocExpress -BaseUri $other -AccessToken $own -RequestsPerMinute 100000
            Get-NocTicket (1..30) -ThrottleLimit 1 | ForEach-Object { if ($_.Id -eq 3) { Disconnect-NocExpress } }
            """).ShouldFailWith("NocNotConnected");
    }

    [Fact]
    public async Task Where_somebody_connects_to_another_tenant_in_the_middle_all_tickets_go_out_over_the_first_connection()
    {
        await using SandboxServer other = await SandboxServer.StartAsync(Options);
        Shell.Set("otherBase", other.BaseUri);
        Shell.Set("otherToken", other.TokenUri);

        Shell.Result result = Run($$"""
            {{Elsewhere}}$circuits = {{Circuits}}
            $circuits | New-NocTicket @common | ForEach-Object {
                if (++$count -eq 2) {
                    $other = @{ BaseUri = $otherBase; TokenUri = $otherToken; Credential = $credential; GrantedTenantMacnum = '01004471' }
                    Invoke-Elsewhere { param($other) Connect-NocExpress @other } $other
                }
                $_
            }
            (Get-NocConnection).BaseUri
            """).ShouldHaveNoErrors();

        Assert.Equal(other.BaseUri.ToString(), result.Output[^1].ToString());
        Assert.Equal(11, (await TicketsAsync()).Count);
        Assert.All(await CreatesAsync(), request => Assert.Null(Field(request, "granted_tenant_macnum")));
    }

    [Fact]
    public async Task Each_cmdlet_of_a_pipeline_takes_the_connection_at_its_beginning()
    {
        await using SandboxServer other = await SandboxServer.StartAsync(Options);
        Shell.Set("otherBase", other.BaseUri);
        Shell.Set("otherToken", other.TokenUri);

        Run($$"""
            Get-NocSite | Where-Object Macnum | ForEach-Object {
                if (++$count -eq 1) { Connect-NocExpress -BaseUri $otherBase -TokenUri $otherToken -Credential $credential }
                $_
            } | Get-NocConfiguration -Service Broadband | New-NocTicket @common
            """).ShouldHaveNoErrors();

        Assert.Equal(11, (await TicketsAsync()).Count);
    }
}
