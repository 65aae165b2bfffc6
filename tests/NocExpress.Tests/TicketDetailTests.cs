using System;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests;

public sealed class TicketDetailTests : TicketTest
{
    [Fact]
    public async Task An_escaped_wildcard_stands_for_itself_as_tab_completion_writes_it()
    {
        WriteFile("plan [1].pdf");

        Open($"-Attachment '{Folder}/plan `[1`].pdf'").ShouldHaveNoErrors();

        Assert.Equal("plan [1].pdf", (string?)Assert.Single((await CreateAsync())["files"]!.AsArray())!["fileName"]);
    }

    [Fact]
    public async Task A_backslash_in_a_name_arrives_as_it_is()
    {
        if (!OperatingSystem.IsWindows())
        {
            Shell.Set("file", new System.IO.FileInfo(WriteFile("back\\slash.pdf")));

            Open("-LiteralAttachment $file").ShouldHaveNoErrors();

            Assert.Equal("back\\slash.pdf", (string?)Assert.Single((await CreateAsync())["files"]!.AsArray())!["fileName"]);
        }
    }

    [Fact]
    public async Task Of_two_files_of_one_name_the_one_that_is_not_listed_is_reported()
    {
        System.IO.Directory.CreateDirectory(System.IO.Path.Combine(Folder, "b"));
        await FailAsync(new
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
        await FailAsync(new { method = "POST", path = "tickets/external", status = 200, body = "[]" });

        Assert.Contains("INC-7", Open("-CustomerTicketNumber INC-7").ShouldFailWith("NocOutcomeUnknown").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.@example.com")]
    [InlineData("noc@example-.com")]
    [InlineData("noc@exa_mple.com")]
    public async Task An_address_that_mail_cannot_reach_is_refused(string address) =>
        await RefusedAsync(Open($"-ContactEmailAddress {address}"));
}
