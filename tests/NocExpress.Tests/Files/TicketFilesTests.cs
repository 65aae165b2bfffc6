using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Files;

public sealed class TicketFilesTests : TicketTest
{
    private const int LargestFile = 25 * 1024 * 1024;

    [Fact]
    public async Task Several_files_arrive_byte_for_byte_in_the_order_given()
    {
        string[] paths = [WriteFile("z.pdf", 1), WriteFile("a.csv", 81_920), WriteFile("m.png", 1_234_567)];
        Shell.Set("paths", paths);

        NocTicket ticket = Assert.Single(Open("-Attachment $paths").ShouldHaveNoErrors().Objects<NocTicket>());

        Assert.Equal(paths.Select(HashOnDisk), (await FilesAsync()).Select(file => (string)file["sha256"]!));
        Assert.Equal(["z.pdf", "a.csv", "m.png"], ticket.Attachments.Select(attachment => attachment.Filename));
    }

    [Fact]
    public async Task The_largest_file_arrives()
    {
        string path = WriteFile("large.pdf", LargestFile);

        Shell.Result result = Open($"-Attachment '{path}'").ShouldHaveNoErrors();

        JsonNode file = Assert.Single(await FilesAsync());
        Assert.Equal(LargestFile, (long)file["size"]!);
        Assert.Equal(HashOnDisk(path), (string)file["sha256"]!);
        Assert.Contains("the server may count them together", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("floor plan.pdf")]
    [InlineData("Grundriß 東京 🧯.pdf")]
    [InlineData("plan [1].pdf")]
    [InlineData("Bob's plan.pdf")]
    [InlineData("100% ; a=b & c.pdf")]
    [InlineData("PLAN.PDF")]
    [InlineData("plan.v2.Jpeg")]
    public async Task The_name_of_a_file_arrives_as_it_is(string name)
    {
        Shell.Set("path", WriteFile(name));

        NocTicket ticket = Assert.Single(Open("-LiteralAttachment $path").ShouldHaveNoErrors().Objects<NocTicket>());

        Assert.Equal(name, (string?)Assert.Single(await FilesAsync())["fileName"]);
        Assert.Equal(name, Assert.Single(ticket.Attachments).Filename);
    }

    [UnixFact]
    public async Task A_file_name_with_quotes_that_Windows_does_not_know_arrives_as_it_is()
    {
        await The_name_of_a_file_arrives_as_it_is("she said \"down\".pdf");
    }

    [Theory]
    [InlineData("a.pdf", "application/pdf")]
    [InlineData("a.doc", "application/msword")]
    [InlineData("a.csv", "text/csv")]
    [InlineData("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("a.png", "image/png")]
    [InlineData("a.jpg", "image/jpeg")]
    [InlineData("a.JPEG", "image/jpeg")]
    public async Task A_file_has_the_content_type_of_its_extension(string name, string contentType)
    {
        Open($"-Attachment '{WriteFile(name)}'").ShouldHaveNoErrors();

        JsonNode file = Assert.Single(await FilesAsync());
        Assert.Equal(contentType, (string?)file["contentType"]);
        Assert.Equal("file", (string?)file["name"]);
    }

    [Theory]
    [InlineData("plan*.pdf", "plan [1].pdf|plan1.pdf|plan2.pdf")]
    [InlineData("plan[12].pdf", "plan1.pdf|plan2.pdf")]
    [InlineData("plan?.pdf", "plan1.pdf|plan2.pdf")]
    public async Task Wildcards_find_their_files(string pattern, string names)
    {
        WriteFile("plan1.pdf");
        WriteFile("plan2.pdf");
        WriteFile("plan [1].pdf");
        WriteFile("other.pdf");

        Open($"-Attachment '{Path.Combine(Folder, pattern)}'").ShouldHaveNoErrors();

        Assert.Equal(names.Split('|'), (await FilesAsync()).Select(file => (string)file["fileName"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_named_twice_arrives_once()
    {
        string path = WriteFile("plan.pdf");

        Open($"-Attachment '{path}', '{Folder}/./plan.pdf' -LiteralAttachment '{path}'").ShouldHaveNoErrors();

        Assert.Single(await FilesAsync());
    }

    [WindowsFact]
    public async Task A_file_that_is_named_in_other_capitals_arrives_once_and_by_the_name_that_it_has()
    {
        string path = WriteFile("Plan.pdf");

        Open($"-Attachment '{path.ToUpperInvariant()}', '{path}', '{path.ToLowerInvariant()}'").ShouldHaveNoErrors();

        Assert.Equal("Plan.pdf", (string?)Assert.Single(await FilesAsync())["fileName"]);
    }

    [Theory]
    [InlineData("-Attachment")]
    [InlineData("-LiteralAttachment")]
    public async Task A_relative_path_is_relative_to_PowerShell_s_location(string parameter)
    {
        WriteFile("plan.pdf");

        Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{Folder}'); {Row()} | New-NocTicket @common {parameter} plan.pdf").ShouldHaveNoErrors();

        Assert.Equal("plan.pdf", (string?)Assert.Single(await FilesAsync())["fileName"]);
    }

    [Theory]
    [InlineData("-Attachment")]
    [InlineData("-LiteralAttachment")]
    public async Task File_objects_are_taken_for_their_full_paths(string parameter)
    {
        WriteFile("b1.pdf");
        Shell.Set("files", new[] { new FileInfo(WriteFile("a.pdf")), new FileInfo(WriteFile("b[1].pdf")) });

        Open($"{parameter} $files").ShouldHaveNoErrors();

        Assert.Equal(["a.pdf", "b[1].pdf"], (await FilesAsync()).Select(file => (string?)file["fileName"]));
    }

    [Theory]
    [InlineData("FullName = $file.FullName")]
    [InlineData("PSPath = \"Microsoft.PowerShell.Core\\FileSystem::$($file.FullName)\"")]
    [InlineData("LiteralAttachment = $file")]
    [InlineData("Attachment = $file")]
    public async Task A_file_is_found_by_a_property_of_the_row(string column)
    {
        Shell.Set("file", new FileInfo(WriteFile("plan1.pdf")));

        Run($"{Row(0, column)} | New-NocTicket @common").ShouldHaveNoErrors();

        Assert.Equal("plan1.pdf", (string?)Assert.Single(await FilesAsync())["fileName"]);
    }

    [Fact]
    public async Task Piped_files_of_one_ticket_go_out_together()
    {
        Shell.Set("files", new[] { new FileInfo(WriteFile("a.pdf")), new FileInfo(WriteFile("plan [1].pdf")) });

        Run("""
            $files | New-NocTicket @common -Macnum 02145678 -ConfigurationId 4200000 `
                -TypeName 'Broadband Service Request' -SubtypeName 'Service Outage'
            """).ShouldHaveNoErrors();

        Assert.Equal(["a.pdf", "plan [1].pdf"], (await FilesAsync()).Select(file => (string?)file["fileName"]));
        Assert.Equal("4200000", Field(await SingleCreateRequestAsync(), "configuration_ids"));
    }

    [Fact]
    public async Task One_file_goes_to_many_tickets()
    {
        string path = WriteFile("plan.pdf", 200_000);

        Run($"{Row()}, {Row(1)}, {Row(2)} | New-NocTicket @common -Attachment '{path}'").ShouldHaveNoErrors();

        IReadOnlyList<JsonNode> creates = await CreateRequestsAsync();
        Assert.Equal(3, creates.Count);
        Assert.All(creates, create => Assert.Equal(HashOnDisk(path), (string)Assert.Single(create["files"]!.AsArray())!["sha256"]!));
    }

    [Fact]
    public async Task A_file_that_the_server_did_not_store_is_an_error_and_the_ticket_comes_out()
    {
        await SetBehaviourAsync(new { failedAttachments = new[] { "plan" } });

        Shell.Result result = Open($"-Attachment '{WriteFile("plan.pdf")}', '{WriteFile("photo.png")}'");

        NocException error = result.ShouldFailWith("NocAttachmentNotStored");
        NocTicket ticket = Assert.Single(result.Objects<NocTicket>());
        Assert.Contains("plan.pdf", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("photo.png", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{ticket.Id}", error.Message, StringComparison.Ordinal);
        Assert.False(error.SafeToRetry);
        Assert.Equal("02145678", Assert.Single(error.Sites).Macnum);
        await SingleCreateRequestAsync();
    }

    [Theory]
    [InlineData("""[{"id":1}]""", true)]
    [InlineData("""[{"id":1,"attachments":[{"filename":"plan.pdf"}]}]""", false)]
    [InlineData("""[{"id":1,"attachments":[{"filename":"as-the-server-calls-it.pdf"}]}]""", false)]
    public void An_answer_that_does_not_speak_of_files_is_warned_of(string answer, bool warned)
    {
        using StubServer server = new(_ => StubServer.Ok(answer));
        ConnectTo(server.BaseUri);

        Shell.Result result = Open($"-SkipIssueCheck -Attachment '{WriteFile("plan.pdf")}'").ShouldHaveNoErrors();

        Assert.Equal(warned, result.Warnings.Any(warning => warning.Contains("does not say whether its files were stored", StringComparison.Ordinal)));
        Assert.Single(result.Objects<NocTicket>());
    }

    [Fact]
    public void Of_several_files_the_one_that_the_server_does_not_list_is_named()
    {
        using StubServer server = new(_ => StubServer.Ok("""[{"id":1,"attachments":[{"filename":"plan.pdf"}]}]"""));
        ConnectTo(server.BaseUri);

        NocException error = Open($"-SkipIssueCheck -Attachment '{WriteFile("plan.pdf")}', '{WriteFile("photo.png")}'").ShouldFailWith("NocAttachmentNotStored");

        Assert.Contains("'photo.png' (the server does not list it)", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("plan.pdf", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_stays_open()
    {
        string path = WriteFile("plan.pdf");
        string large = WriteFile("large.pdf", (25 * 1024 * 1024) + 1);

        Open($"-Attachment '{path}'").ShouldHaveNoErrors();
        Open($"-Attachment '{path}' -ContactEmailAddress noc").ShouldFailWith("NocValidationFailed");
        Open($"-Attachment '{large}'").ShouldFailWith("NocValidationFailed");

        new FileStream(large, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
        new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
    }

    private async Task<IReadOnlyList<JsonNode>> FilesAsync() => [.. (await SingleCreateRequestAsync())["files"]!.AsArray().Select(file => file!)];

    private static string HashOnDisk(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
