using System;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

public sealed class TicketDetailTests : TicketTest
{
    [Fact]
    public async Task An_escaped_wildcard_stands_for_itself_as_tab_completion_writes_it()
    {
        WriteFile("plan [1].pdf");

        Open($"-Attachment '{Folder}/plan `[1`].pdf'").ShouldHaveNoErrors();

        Assert.Equal("plan [1].pdf", (string?)Assert.Single((await SingleCreateRequestAsync())["files"]!.AsArray())!["fileName"]);
    }

    [UnixFact]
    public async Task A_backslash_in_a_file_name_arrives_as_it_is()
    {
        Shell.Set("file", new System.IO.FileInfo(WriteFile("back\\slash.pdf")));

        Open("-LiteralAttachment $file").ShouldHaveNoErrors();

        Assert.Equal("back\\slash.pdf", (string?)Assert.Single((await SingleCreateRequestAsync())["files"]!.AsArray())!["fileName"]);
    }

    [Fact]
    public async Task Of_two_files_of_one_name_the_one_that_is_not_listed_is_reported()
    {
        System.IO.Directory.CreateDirectory(System.IO.Path.Combine(Folder, "b"));
        await AddFaultAsync(new
        {
            method = "POST",
            path = "tickets/external",
            status = 200,
            body = """[{"id":1,"attachments":[{"filename":"plan.pdf","status":"success"}]}]""",
        });

        Open($"-Attachment '{WriteFile("plan.pdf")}', '{WriteFile("b/plan.pdf")}'").ShouldFailWith("NocAttachmentNotStored");
    }

    [Fact]
    public async Task An_answer_without_tickets_names_the_customer_ticket_number()
    {
        await AddFaultAsync(new { method = "POST", path = "tickets/external", status = 200, body = "[]" });

        Assert.Contains("INC-7", Open("-CustomerTicketNumber INC-7").ShouldFailWith("NocOutcomeUnknown").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_was_never_set_is_refused()
    {
        Assert.Contains("is null", Assert.Single(await RefusedAsync(Run("New-NocTicket @common -Configuration $circuts"))), StringComparison.Ordinal);
        Run("New-NocTicket @common -Configuration @()").ShouldHaveNoErrors();
    }

    [Theory]
    [InlineData("-ErrorAction Stop", "")]
    [InlineData("", "$ErrorActionPreference = 'Stop'")]
    public async Task One_error_names_every_fault_where_the_first_error_ends_the_run(string parameter, string preference)
    {
        Shell.Result result = Run($"{preference}; Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband | New-NocTicket @common {parameter} -Attachment nope.pdf, nope2.pdf");

        string message = Assert.Single(result.Errors).Exception.Message;
        Assert.Contains("nope.pdf", message, StringComparison.Ordinal);
        Assert.Contains("nope2.pdf", message, StringComparison.Ordinal);
        await NothingWasSentAsync();
    }

    [Fact]
    public async Task A_property_that_is_added_to_a_configuration_counts()
    {
        Run("""
            Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband | Select-First 1 | ForEach-Object {
                $_.PSObject.Properties.Add([psnoteproperty]::new('GrantedTenantMacnum', '55'))
                $_.PSObject.Properties.Add([psnoteproperty]::new('AutomaticEmailContact', $true))
                $_.PSObject.Properties.Add([psnoteproperty]::new('AdditionalContact', @(@{ Type = 'Other'; Name = 'Guard'; Number = 6125550111 })))
                $_
            } | New-NocTicket @common
            """).ShouldHaveNoErrors();

        System.Text.Json.Nodes.JsonNode create = Assert.Single(await CreateRequestsAsync());
        Assert.Equal("55", Field(create, "granted_tenant_macnum"));
        Assert.Equal("true", Field(create, "automatic_email_contact"));
        Assert.Contains("Guard", Field(create, "additional_contacts"), StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_pipe_is_refused_without_being_waited_for()
    {
        string path = System.IO.Path.Combine(Folder, "pipe.pdf");
        using System.Diagnostics.Process made = System.Diagnostics.Process.Start("mkfifo", [path]);
        await made.WaitForExitAsync();

        await RefusedAsync(Open($"-Attachment '{path}'"));
    }
}
