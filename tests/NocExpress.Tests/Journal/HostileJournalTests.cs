using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Text;
using System.Threading.Tasks;
using NocExpress.Client.Files;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Journal;

/// <summary>The journal and the pacing file belong to whoever runs the module, and lie where they were said to.</summary>
public sealed class HostileJournalTests : TicketTest
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string JournalPath => Path.Combine(Folder, "outage.jsonl");

    private string PacingPath => Path.Combine(Folder, "pacing");

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_new_journal_or_pacing_file_is_for_its_owner_alone()
    {
        Record(Row()).ShouldHaveNoErrors();
        Pace().ShouldHaveNoErrors();

        Assert.Equal(OwnerAlone, File.GetUnixFileMode(JournalPath));
        Assert.Equal(OwnerAlone, File.GetUnixFileMode(PacingPath));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void The_rights_of_a_journal_or_pacing_file_that_is_there_stay_as_they_are()
    {
        const UnixFileMode shared = OwnerAlone | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        foreach (string path in new[] { JournalPath, PacingPath })
        {
            File.WriteAllText(path, "");
            File.SetUnixFileMode(path, shared);
        }

        Assert.Empty(Record(Row()).ShouldHaveNoErrors().Warnings);
        Assert.Empty(Pace().ShouldHaveNoErrors().Warnings);

        Assert.Equal(shared, File.GetUnixFileMode(JournalPath));
        Assert.Equal(shared, File.GetUnixFileMode(PacingPath));
    }

    [UnixTheory]
    [InlineData(true, "")]
    [InlineData(false, "")]
    [InlineData(true, "-WhatIf")]
    [InlineData(false, "-WhatIf")]
    public async Task A_link_in_the_place_of_the_journal_is_not_followed(bool leadsToAFile, string parameter)
    {
        string target = Path.Combine(Folder, "precious");
        if (leadsToAFile)
        {
            File.WriteAllText(target, "");
        }

        File.CreateSymbolicLink(JournalPath, target);

        string message = Assert.Single(await RefusedAsync(Record(Row(), parameter)));

        Assert.Contains($"The journal '{JournalPath}'", message, StringComparison.Ordinal);
        Assert.Contains($"it is a link to '{target}'", message, StringComparison.Ordinal);
        Assert.Equal(leadsToAFile, File.Exists(target));
        Assert.True(!leadsToAFile || new FileInfo(target).Length == 0);
    }

    /// <summary>There was nothing, or a file, when it was looked at.</summary>
    [UnixFact]
    public void A_link_that_took_the_place_of_a_journal_just_now_is_not_followed()
    {
        string target = Path.Combine(Folder, "precious");
        File.WriteAllText(target, "precious");
        File.CreateSymbolicLink(JournalPath, target);

        Assert.Throws<IOException>(() => UnixFile.Open(JournalPath, FileAccess.ReadWrite, FileShare.None, 1));
    }

    [UnixFact]
    public void A_link_in_the_place_of_the_pacing_file_is_not_followed()
    {
        string target = Path.Combine(Folder, "precious");
        File.CreateSymbolicLink(PacingPath, target);

        Assert.Contains($"it is a link to '{target}'", Pace().ShouldFailWith("NocValidationFailed").Message, StringComparison.Ordinal);
        Assert.False(File.Exists(target));
    }

    [UnixFact]
    public async Task A_pipe_is_no_journal_and_no_pacing_file_and_nobody_waits_for_it()
    {
        await NamedPipe.MakeAsync(JournalPath);
        await NamedPipe.MakeAsync(PacingPath);

        Assert.Contains("a pipe or a device", Assert.Single(await RefusedAsync(Record(Row()))), StringComparison.Ordinal);
        Assert.Contains("a pipe or a device", Pace().ShouldFailWith("NocValidationFailed").Message, StringComparison.Ordinal);
    }

    [DeviceFact]
    public async Task A_device_is_no_journal_and_no_pacing_file()
    {
        DeviceNode.Make(JournalPath);
        DeviceNode.Make(PacingPath);

        Assert.Contains("a pipe or a device", Assert.Single(await RefusedAsync(Record(Row()))), StringComparison.Ordinal);
        Assert.Contains("a pipe or a device", Pace().ShouldFailWith("NocValidationFailed").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_the_journal_nor_the_pacing_file_holds_a_secret()
    {
        Run($"""
            $mine = {ConnectCommand} -PacingPath '{PacingPath}' -PassThru
            {Row()}, {Row(1)} | New-NocTicket @common -JournalPath '{JournalPath}' -Connection $mine
            """).ShouldHaveNoErrors();

        foreach (string content in new[] { JournalPath, PacingPath }.Select(path => Encoding.Latin1.GetString(File.ReadAllBytes(path))))
        {
            Assert.NotEmpty(content);
            Assert.DoesNotContain(Options.ClientSecret, content, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Options.ClientSecret)), content, StringComparison.Ordinal);
            Assert.DoesNotContain("Bearer", content, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_secret_or_a_control_character_that_the_server_sent_back_is_neither_in_the_journal_nor_in_the_ticket()
    {
        Run("Get-NocSite -Search x").ShouldHaveNoErrors();
        string token = ((string)(await RequestsAsync("sites"))[0]["headers"]!["Authorization"]!)["Bearer ".Length..];
        await AddFaultAsync(new
        {
            method = "POST",
            path = "tickets/external",
            status = 200,
            body = """[{"id":7,"summary":"(token) \u009b2J\u202E","x":{"(token)":[1.50,null,true]}}]""".Replace("(token)", token, StringComparison.Ordinal)
        });

        NocTicket ticket = Assert.Single(Record(Row()).ShouldHaveNoErrors().Objects<NocTicket>());
        NocTicket again = Assert.Single(Record(Row()).ShouldHaveNoErrors().Objects<NocTicket>());

        Assert.Equal("*** \uFFFD2J\uFFFD", ticket.Summary);
        Assert.Equal(ticket.Summary, again.Summary);
        string content = File.ReadAllText(JournalPath);
        Assert.DoesNotContain(token, content, StringComparison.Ordinal);
        Assert.DoesNotContain(content, c => c is '\u009b' or '\u202E');
        Assert.Contains("\"x\":{\"***\":[1.50,null,true]}", content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_of_JSON_that_is_nested_too_deep_is_refused()
    {
        Record(Row()).ShouldHaveNoErrors();
        await ClearRequestsAsync();
        string deep = new string('[', 100_000) + new string(']', 100_000);
        string[] lines = File.ReadAllLines(JournalPath);
        File.WriteAllLines(JournalPath, [lines[0], $$"""{"at":"2026-01-01T00:00:00Z","event":"opened","request":"x","sites":[{"macnum":"1","configurations":[1],"ticketId":1,"tickets":{{deep}}}]}""", lines[1]]);

        Assert.Contains("Line 2", Shell.Try($"{Common}{Row()} | New-NocTicket @common -JournalPath '{JournalPath}'").ShouldFailWith("NocJournalCorrupt").Message, StringComparison.Ordinal);
        await NothingWasSentAsync();
    }

    [Fact]
    public async Task A_line_of_a_journal_without_an_end_is_not_read_to_its_end()
    {
        using (FileStream file = File.Create(JournalPath))
        {
            // A sparse file: nothing of it is on the disk.
            file.Write("{"u8);
            file.SetLength(3L * 1024 * 1024 * 1024);
        }

        Assert.Contains("is longer than", Shell.Try($"{Common}{Row()} | New-NocTicket @common -JournalPath '{JournalPath}'").ShouldFailWith("NocJournalCorrupt").Message, StringComparison.Ordinal);
        await NothingWasSentAsync();
    }

    [Fact]
    public async Task A_long_journal_is_read_whole()
    {
        Record($"{Row()}, {Row(1)}").ShouldHaveNoErrors();
        await ClearRequestsAsync();
        string[] lines = File.ReadAllLines(JournalPath);
        string filling = new('x', 70_000);
        File.WriteAllLines(JournalPath, [lines[0], .. Enumerable.Range(0, 300).Select(number => $$$"""{"at":"2026-01-01T00:00:00Z","event":"claimed","request":"{{{number}}}","server":"s","type":"T","subtype":"S","issue":"I","sites":[{"macnum":"1","configurations":[{{{number}}}]}],"values":{"x":"{{{filling}}}"}}"""), .. lines[1..]]);

        Assert.Equal(3, Record($"{Row()}, {Row(1)}, {Row(2)}").ShouldHaveNoErrors().Output.Count);

        await SingleCreateRequestAsync();
        Assert.Equal(306, File.ReadAllLines(JournalPath).Length);
    }

    private Shell.Result Record(string rows, string parameters = "") => Run($"{rows} | New-NocTicket @common -JournalPath '{JournalPath}' {parameters}");

    private Shell.Result Pace() => Shell.Try($"{ConnectCommand} -PacingPath '{PacingPath}'");
}
