using System;
using System.IO;
using System.Linq;
using System.Text;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>
/// The names in a form go out as browsers send them: raw UTF-8 in quotes, of which a quotation mark and the ends of lines are escaped in
/// percent form (WHATWG).
/// </summary>
public sealed class FileNameOnTheWireTests : TicketTest
{
    protected override bool Connects => false;

    [Theory]
    [InlineData("plan.pdf", "plan.pdf")]
    [InlineData("a \"b\".pdf", "a %22b%22.pdf")]
    [InlineData("back\\slash\\.pdf", "back\\slash\\.pdf")]
    [InlineData("\\\".pdf", "\\%22.pdf")]
    [InlineData("%22 100%.pdf", "%22 100%.pdf")]
    [InlineData("Zoë 東京 🧯 (1)'s; x=y.pdf", "Zoë 東京 🧯 (1)'s; x=y.pdf")]
    public void A_files_name_goes_out_as_browsers_send_it_and_as_the_preview_shows_it(string name, string sent)
    {
        if (OperatingSystem.IsWindows() && Path.GetInvalidFileNameChars().Any(name.Contains))
        {
            return;
        }

        using WireServer server = Start();
        Shell.Set("file", WriteFile(name));

        Run($"{Row()} | New-NocTicket @common -SkipIssueCheck -LiteralAttachment $file").ShouldHaveNoErrors();
        NocTicketRequest preview = Run($"{Row()} | New-NocTicket @common -SkipIssueCheck -LiteralAttachment $file -Preview").ShouldHaveNoErrors().Objects<NocTicketRequest>()[0];

        string wire = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Assert.Single(server.Requests)));
        string line = $"Content-Disposition: form-data; name=\"file\"; filename=\"{sent}\"\r\n";
        Assert.Contains(line, wire, StringComparison.Ordinal);
        Assert.DoesNotContain("filename*", wire, StringComparison.Ordinal);
        Assert.DoesNotContain("boundary=\"", wire, StringComparison.Ordinal);
        Assert.Equal(line.Trim(), "Content-Disposition: " + preview.Parts.Single(part => part.Name == "file").ContentDisposition);
    }

    [Fact]
    public void A_fields_name_goes_out_as_browsers_send_it()
    {
        using WireServer server = Start();

        Run("Invoke-NocRequest form POST -Form @{ 'a\"b\\c' = 'x' }").ShouldHaveNoErrors();

        Assert.Contains("Content-Disposition: form-data; name=\"a%22b\\c\"\r\n", server.Requests[0], StringComparison.Ordinal);
    }

    [UnixFact]
    public async System.Threading.Tasks.Task The_sandbox_reads_a_files_name_as_it_was_given()
    {
        Run("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential").ShouldHaveNoErrors();
        Shell.Set("file", WriteFile("a \"b\"\\c.pdf"));

        Run($"{Row()} | New-NocTicket @common -LiteralAttachment $file").ShouldHaveNoErrors();

        Assert.Equal("a \"b\"\\c.pdf", (string)(await SingleCreateRequestAsync())["files"]![0]!["fileName"]!);
    }

    private WireServer Start()
    {
        WireServer server = new(_ => WireServer.Answer("""[{"id":7}]"""));
        Shell.Set("server", server.BaseUri);
        Shell.Set("given", new System.Net.NetworkCredential("", "a-token-of-the-wire").SecurePassword);
        Run("Connect-NocExpress -BaseUri $server -AccessToken $given").ShouldHaveNoErrors();
        return server;
    }
}
