using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Threading.Tasks;
using NocExpress.Client.Journal;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Journal;

/// <summary>Whatever happened to the file: what it says is believed, what it cannot say is not guessed.</summary>
public sealed class JournalFileTests : TicketTest
{
    private string JournalPath => Path.Combine(Folder, "outage.jsonl");

    public static TheoryData<string> Torn => new()
    {
        "{",
        """{"at":"2026-01-01T00:00:00.000Z","event":"beg""",
        "{\"at\":\"2026\n",
        "\0\0\0\0\0\0",
        "gar",
    };

    [Theory]
    [MemberData(nameof(Torn))]
    public async Task A_torn_last_line_is_no_error_and_the_journal_goes_on(string torn)
    {
        Record(Row()).ShouldHaveNoErrors();
        File.AppendAllText(JournalPath, torn);

        Assert.Equal(2, Record($"{Row()}, {Row(1)}").ShouldHaveNoErrors().Output.Count);
        Assert.Equal(2, Record($"{Row()}, {Row(1)}").ShouldHaveNoErrors().Output.Count);

        Assert.Equal(2, (await CreateRequestsAsync()).Count);
        Assert.Equal(4, File.ReadAllLines(JournalPath).Length);
    }

    /// <summary>
    /// A line that has its end was on the disk as a whole, and its request may have been sent: for which circuits, it no longer says.
    /// </summary>
    [Fact]
    public async Task A_damaged_last_line_that_claims_circuits_ends_the_run_before_anything_is_sent()
    {
        await AddFaultAsync(new { method = "POST", path = "tickets/external", when = "after", status = 504, times = 1 });
        Record(Row()).ShouldFailWith("NocOutcomeUnknown");
        File.WriteAllText(JournalPath, File.ReadAllLines(JournalPath)[0].TrimEnd('}') + "\n");
        await ClearRequestsAsync();

        Record($"{Row()}, {Row(1)}").ShouldFailWith("NocJournalCorrupt");

        await NothingWasSentAsync();
    }

    [Fact]
    public async Task A_damaged_last_line_of_an_outcome_leaves_it_unknown_and_sent_when_the_line_before_says()
    {
        await AddFaultAsync(new { method = "POST", path = "tickets/external", when = "after", status = 504, times = 1 });
        Record(Row()).ShouldFailWith("NocOutcomeUnknown");
        string[] lines = File.ReadAllLines(JournalPath);
        string begun = lines[0].Replace(lines[0][..30], """{"at":"2026-01-02T03:04:05.678""", StringComparison.Ordinal);
        File.WriteAllLines(JournalPath, [begun, lines[1].TrimEnd('}')]);

        NocException error = Record(Row()).ShouldFailWith("NocOutcomeUnknown");

        Assert.Equal(DateTimeOffset.Parse("2026-01-02T03:04:05.678Z", System.Globalization.CultureInfo.InvariantCulture), error.SentAt);
    }

    [Theory]
    [InlineData("-WhatIf")]
    [InlineData("-Preview")]
    public void Where_nothing_is_sent_a_torn_line_stays(string parameter)
    {
        Record(Row()).ShouldHaveNoErrors();
        File.AppendAllText(JournalPath, "{");
        string before = File.ReadAllText(JournalPath);

        Run($"{Row(1)} | New-NocTicket @common -JournalPath '{JournalPath}' {parameter}").ShouldHaveNoErrors();

        Assert.Equal(before, File.ReadAllText(JournalPath));
    }

    /// <summary>Wherever a kill cuts the file, the rest can be read, and no request that may have been sent is sent again.</summary>
    [Fact]
    public async Task Nothing_is_sent_twice_however_much_of_the_journal_there_is()
    {
        Record($"{Row()}, {Row(1)}").ShouldHaveNoErrors();
        byte[] whole = File.ReadAllBytes(JournalPath);
        int firstBegun = Array.IndexOf(whole, (byte)'\n') + 1;
        await ClearRequestsAsync();

        for (int length = firstBegun - 1; length < whole.Length; length += 13)
        {
            File.WriteAllBytes(JournalPath, whole[..length]);

            Shell.Result result = Run($"{Row()} | New-NocTicket @common -JournalPath '{JournalPath}'");

            Assert.Equal(1, result.Output.Count + result.Errors.Count);
            Assert.All(result.Errors, error => Assert.StartsWith("NocOutcomeUnknown,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        }

        Assert.Empty(await CreateRequestsAsync());
    }

    [Fact]
    public void A_file_whose_last_line_has_lost_its_end_of_line_is_whole()
    {
        Record(Row()).ShouldHaveNoErrors();
        File.WriteAllText(JournalPath, File.ReadAllText(JournalPath).TrimEnd('\n'));

        Record($"{Row()}, {Row(1)}").ShouldHaveNoErrors();

        Assert.Equal(4, File.ReadAllLines(JournalPath).Length);
    }

    [Fact]
    public async Task A_file_that_an_editor_has_saved_in_its_own_way_is_whole()
    {
        Record(Row()).ShouldHaveNoErrors();
        File.WriteAllText(JournalPath, "\uFEFF" + File.ReadAllText(JournalPath).Replace("\n", "\r\n\r\n", StringComparison.Ordinal));

        Record(Row()).ShouldHaveNoErrors();

        await SingleCreateRequestAsync();
    }

    public static TheoryData<string, string> Corrupt => new()
    {
        { """{"at":"2026""", "it is no JSON" },
        { "Macnum,ConfigurationId", "it is no JSON" },
        { """["claimed"]""", "it is no JSON object" },
        { """{"at":"2026-01-01T00:00:00Z","request":"x"}""", "it has no event" },
        { """{"at":"2026-01-01T00:00:00Z","event":"claimed"}""", "it has no request" },
        { """{"at":"2026-01-01T00:00:00Z","event":"paused","request":"x"}""", "'paused' is no event" },
        { """{"event":"claimed","request":"x"}""", "it has no time" },
        { """{"at":"2026-01-01T00:00:00Z","event":"claimed","request":"x"}""", "it does not say which circuits" },
        { """{"at":"2026-01-01T00:00:00Z","event":"opened","request":"x","sites":[{"macnum":"1"}]}""", "no line before it has claimed" },
        { """{"at":"2026-01-01T00:00:00Z","event":"opened","request":"x","sites":[{}]}""", "one of its sites has no macnum" },
    };

    [Theory]
    [MemberData(nameof(Corrupt))]
    public async Task A_corrupt_line_in_the_middle_ends_the_run_before_anything_is_sent(string corrupt, string said)
    {
        Record(Row()).ShouldHaveNoErrors();
        await ClearRequestsAsync();
        string[] lines = File.ReadAllLines(JournalPath);
        File.WriteAllLines(JournalPath, ["", lines[0], " \t\r", corrupt, lines[1]]);
        string before = File.ReadAllText(JournalPath);

        Shell.Result result = Shell.Try($"{Common}{Row(1)} | New-NocTicket @common -JournalPath '{JournalPath}'");

        NocException error = result.ShouldFailWith("NocJournalCorrupt");
        Assert.NotNull(result.Terminating);
        Assert.Equal(ErrorCategory.InvalidData, result.Terminating.CategoryInfo.Category);
        Assert.Contains($"Line 4 of the journal '{JournalPath}' cannot be read: {said}", error.Message, StringComparison.Ordinal);
        await NothingWasSentAsync();
        Assert.Equal(before, File.ReadAllText(JournalPath));
    }

    [Theory]
    [InlineData("Macnum,ConfigurationId,TypeName")]
    [InlineData("""{"some":"settings"}""")]
    [InlineData("{ this: is not mine }")]
    [InlineData("\0\0\0\u0001 an image")]
    [InlineData("{\n  \"some\": \"settings\"\n}")]
    public async Task A_file_that_is_no_journal_is_left_as_it_is(string content)
    {
        File.WriteAllText(JournalPath, content);

        Shell.Try($"{Common}{Row(1)} | New-NocTicket @common -JournalPath '{JournalPath}'").ShouldFailWith("NocJournalCorrupt");

        Assert.Equal(content, File.ReadAllText(JournalPath));
        await NothingWasSentAsync();
    }

    [Fact]
    public async Task Two_runs_cannot_use_one_journal_at_once()
    {
        await AddFaultAsync(new { method = "POST", path = "tickets/external", delayMs = 3000, times = 1 });
        Task<Shell.Result> first = Task.Run(() => Record(Row()));
        while ((await CreateRequestsAsync()).Count == 0)
        {
            await Task.Delay(20);
        }

        using Shell other = new();
        Shell.Result second = other.Try($"{Common}{Row(1)} | New-NocTicket @common -JournalPath '{JournalPath}'");

        NocException error = second.ShouldFailWith("NocJournalInUse");
        Assert.Equal(ErrorCategory.ResourceBusy, second.Terminating!.CategoryInfo.Category);
        Assert.True(error.SafeToRetry);
        (await first).ShouldHaveNoErrors();
        await SingleCreateRequestAsync();
        other.Run($"{Common}{Row(1)} | New-NocTicket @common -JournalPath '{JournalPath}'").ShouldHaveNoErrors();
    }

    [Fact]
    public async Task A_journal_that_another_program_reads_for_a_moment_is_waited_for()
    {
        Record(Row()).ShouldHaveNoErrors();
        using FileStream backup = new(JournalPath, FileMode.Open, FileAccess.Read, FileShare.Read);
        QuietCall call = new() { OnVerbose = _ => backup.Dispose() };

        using FileJournal journal = await OpenJournals.OpenAsync(JournalPath, TimeProvider.System, call);

        Assert.NotEmpty(journal.Index.All);
        Assert.True(backup.SafeFileHandle.IsClosed);
    }

    [Fact]
    public void An_error_about_a_journal_that_another_program_reads_does_not_speak_of_a_run()
    {
        Record(Row()).ShouldHaveNoErrors();
        using FileStream backup = new(JournalPath, FileMode.Open, FileAccess.Read, FileShare.Read);

        NocException error = Assert.Throws<NocException>(() => FileJournal.Open(JournalPath, TimeProvider.System));

        Assert.Equal(NocErrorKind.JournalInUse, error.Kind);
        Assert.DoesNotContain("another run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_of_another_process_cannot_use_the_journal_at_the_same_time()
    {
        await AddFaultAsync(new { method = "POST", path = "tickets/external", delayMs = 10_000, times = 1 });
        Task<Shell.Result> first = Task.Run(() => Record(Row()));
        while ((await CreateRequestsAsync()).Count == 0)
        {
            await Task.Delay(20);
        }

        (_, string output) = await ChildProcess.RunAsync(
            ChildProcess.Program("tests", "NocExpress.FreshProcess"),
            [$"Import-Module '{Repository.Manifest}'; {Common}{Row(1)} | New-NocTicket @common -SkipIssueCheck -JournalPath '{JournalPath}'"],
            ConnectionVariables);

        Assert.Contains("NocJournalInUse", output, StringComparison.Ordinal);
        (await first).ShouldHaveNoErrors();
        await SingleCreateRequestAsync();
    }

    [LinuxFact]
    public async Task Where_the_request_cannot_be_recorded_it_is_not_sent()
    {
        Record(Row()).ShouldHaveNoErrors();
        File.AppendAllText(JournalPath, new string('\n', 1024));

        string output = await WithOneKibibyteAsync($"{Row(1)}, {Row(2)}");

        Assert.Equal(1, Count(output, ": NocJournalFailed,"));
        Assert.Contains("39639469", output, StringComparison.Ordinal);
        Assert.Contains("77133260", output, StringComparison.Ordinal);
        await SingleCreateRequestAsync();
        Assert.Equal(2, Record($"{Row()}, {Row(1)}").ShouldHaveNoErrors().Output.Count);
    }

    [LinuxFact]
    public async Task Where_the_tickets_cannot_be_recorded_they_come_out_and_the_run_ends()
    {
        File.WriteAllText(JournalPath, new string('\n', 1024 - 850));

        string output = await WithOneKibibyteAsync($"{Row()}, {Row(1)}");

        Assert.True(output.Contains("#8100001", StringComparison.Ordinal), output);
        Assert.Equal(1, Count(output, ": NocJournalFailed,"));
        Assert.Contains("39639469 was not sent, because of that.", output, StringComparison.Ordinal);
        await SingleCreateRequestAsync();
        Record(Row()).ShouldFailWith("NocOutcomeUnknown");
        await SingleCreateRequestAsync();
    }

    /// <summary>Opens tickets in a process whose files can't be longer than 1 KiB, as if the disk were full.</summary>
    private async Task<string> WithOneKibibyteAsync(string rows)
    {
        // The signal would end the process; without it the write fails, as on a full disk. The runtime's own memory counts as a file.
        string program = ChildProcess.Program("tests", "NocExpress.FreshProcess");
        string script = $"Import-Module '{Repository.Manifest}'; {Common}{rows} | New-NocTicket @common -SkipIssueCheck -JournalPath '{JournalPath}'";
        (_, string output) = await ChildProcess.RunCommandAsync(
            "bash",
            ["-c", "trap '' XFSZ; ulimit -f 1; exec dotnet \"$0\" \"$1\"", program, script],
            new Dictionary<string, string>(ConnectionVariables) { ["DOTNET_EnableWriteXorExecute"] = "0" });
        return output;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private Shell.Result Record(string rows) => Run($"{rows} | New-NocTicket @common -JournalPath '{JournalPath}'");
}
