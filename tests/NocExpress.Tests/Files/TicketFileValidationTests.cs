using System;
using System.IO;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Files;

/// <summary>One file that cannot be sent opens no ticket at all.</summary>
public sealed class TicketFileValidationTests : TicketTest
{
    [Fact]
    public async Task A_file_that_is_too_large_by_a_byte_is_refused()
    {
        string path = Path.Combine(Folder, "large.pdf");
        using (FileStream file = File.Create(path))
        {
            file.SetLength((25 * 1024 * 1024) + 1);
        }

        Assert.Contains("26214401 bytes", await RefusedFileAsync(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan.exe", "extension .exe")]
    [InlineData("plan.docx", "extension .docx")]
    [InlineData("plan.pdf.zip", "extension .zip")]
    [InlineData("plan", "has no extension")]
    [InlineData(".pdf", "has no name")]
    public async Task A_file_name_that_the_API_does_not_take_is_refused(string name, string said) =>
        Assert.Contains(said, await RefusedFileAsync(WriteFile(name)), StringComparison.Ordinal);

    /// <summary>No file of Windows has such a name.</summary>
    [UnixFact]
    public async Task A_file_name_that_ends_with_a_dot_is_refused() =>
        Assert.Contains("has no extension", await RefusedFileAsync(WriteFile("plan.")), StringComparison.Ordinal);

    [UnixFact]
    public async Task A_file_name_over_two_lines_is_refused()
    {
        Assert.Contains("control character", await RefusedFileAsync(WriteFile("pl\nan.pdf")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Attachment $notSet")]
    [InlineData("-LiteralAttachment $notSet")]
    public async Task A_variable_that_was_never_set_opens_no_ticket_without_its_file(string parameter) =>
        Assert.Contains("Attachment: given and empty", Assert.Single(await RefusedAsync(Open(parameter))), StringComparison.Ordinal);

    [Fact]
    public async Task A_missing_file_is_refused() =>
        Assert.Contains("does not exist", await RefusedFileAsync(Path.Combine(Folder, "plan.pdf")), StringComparison.Ordinal);

    [Fact]
    public async Task A_directory_is_refused()
    {
        DirectoryInfo directory = Directory.CreateDirectory(Path.Combine(Folder, "plan.pdf"));

        Assert.Contains("is a directory", await RefusedFileAsync(directory.FullName), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_is_refused() =>
        Assert.Contains("is empty", await RefusedFileAsync(WriteFile("plan.pdf", 0)), StringComparison.Ordinal);

    [Fact]
    public async Task A_file_that_another_holds_open_for_itself_is_refused()
    {
        string path = WriteFile("plan.pdf");
        using FileStream holder = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Contains("Close it in the program that has it open", await RefusedFileAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_must_not_be_read_is_refused()
    {
        string path = WriteFile("plan.pdf");
        if (!OperatingSystem.IsWindows() && !Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(path, UnixFileMode.None);

            Assert.Contains("cannot be read", await RefusedFileAsync(path), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_relative_path_is_told_in_full()
    {
        string message = Assert.Single(await RefusedAsync(Open("-LiteralAttachment nope.pdf")));

        Assert.True(Path.IsPathRooted(message.Split('\'')[1]), message);
    }

    [Fact]
    public async Task Half_a_character_in_a_file_name_is_refused()
    {
        Shell.Set("half", "plan\uD800.pdf");

        Assert.Contains("half a character in its name", Assert.Single(await RefusedAsync(Open("-LiteralAttachment $half"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Attachment: given and empty")]
    [InlineData("nowhere*.pdf", "matches no file")]
    [InlineData("Variable:\\HOME", "Variable provider")]
    [InlineData("nodrive:\\plan.pdf", "cannot be resolved")]
    public async Task A_path_that_leads_to_no_file_is_refused(string path, string said) =>
        Assert.Contains(said, Assert.Single(await RefusedAsync(Open($"-Attachment '{path}'"))), StringComparison.Ordinal);

    /// <summary>Attaches the file to the second of two tickets, neither of which must be sent.</summary>
    private async Task<string> RefusedFileAsync(string path)
    {
        string message = Assert.Single(await RefusedAsync(Run($"{Row()}, {Row(1, $"LiteralAttachment = '{path}'")} | New-NocTicket @common")));
        Assert.StartsWith($"Attachment '{path.Replace('\n', ' ')}'", message, StringComparison.Ordinal);
        Assert.Contains("item 2", message, StringComparison.Ordinal);
        return message;
    }
}
