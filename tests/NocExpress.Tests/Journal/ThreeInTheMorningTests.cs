using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Journal;

/// <summary>
/// The page of that name in docs/ is what an operator sees, made by running it: 200 sites, a run that was killed, a gateway that was lost.
/// NOCEXPRESS_WRITE_DOCS writes the page anew.
/// </summary>
public sealed partial class ThreeInTheMorningTests : TicketTest
{
    private const string Create = "tickets/external";
    private const string Command = "$circuits | New-NocTicket @outage -CustomerTicketNumber INC-7 -JournalPath ./INC-7.jsonl";

    private static readonly string _page = Path.Combine(Repository.Root, "docs", "three-in-the-morning.md");

    private readonly StringBuilder _transcript = new();

    protected override SandboxOptions Options => new() { RequestsPerMinute = 0, Sites = 218 };

    [Fact]
    public async Task The_page_shows_what_an_operator_sees_and_in_the_end_each_site_has_one_ticket()
    {
        Shell.Runspace.SessionStateProxy.Path.SetLocation(Folder);
        Run("$global:outage = $common; $global:circuits = Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband").ShouldHaveNoErrors();
        int sites = (int)Run("$circuits.Count").Output[0].BaseObject;
        await KillAfterAsync(88);

        Say("The process was killed in the middle. What does the journal know?");
        Type("Get-NocJournal ./INC-7.jsonl | ForEach-Object { $counts = @{} } { $counts[\"$($_.State)\"]++ } { $counts['Opened'], 'opened,', $counts['Unknown'], 'unknown' -join ' ' }");
        Say("The same command goes on. In the middle of it the gateway is lost.");
        await AddFaultAsync(new { method = "POST", path = Create, skip = 32, times = 3, status = 502 });
        Type(Command + " -ThrottleLimit 1 | ForEach-Object { $opened = 0 } { $opened++ } { \"$opened tickets came out.\" }");
        Say("Four circuits are unknown now: one of the run that was killed, and three of the gateway. The list for whoever looks them up in Granite360:");
        Type("Get-NocJournal ./INC-7.jsonl | Where-Object State -eq Unknown | ForEach-Object ToString");
        Say("Granite360 has a ticket for the first of them, and none for the other three.");
        string first = Assert.IsType<NocJournalEntry>(Run("Get-NocJournal ./INC-7.jsonl | Where-Object State -eq Unknown").Output[0].BaseObject).Macnum;
        long lost = (await TicketsAsync()).Where(ticket => (string)ticket["macnum"]! == first).Select(ticket => (long)ticket["id"]!).Single();
        Type($"Get-NocJournal ./INC-7.jsonl | Where-Object {{ $_.State -eq 'Unknown' -and $_.Macnum -eq '{first}' }} | Resolve-NocJournalEntry -TicketId {lost} -Confirm:$false");
        Type("Get-NocJournal ./INC-7.jsonl | Where-Object State -eq Unknown | Resolve-NocJournalEntry -NotOpened -Confirm:$false");
        Say("The same command once more, when the gateway is back. First what it would do, in the last line:");
        Type(Command + " -WhatIf", host => "…\n" + host.TrimEnd().Split('\n')[^1]);
        Type(Command + " | ForEach-Object { $new = $old = 0 } { if ($_.Recorded) { $old++ } else { $new++ } } { \"$old recorded, $new opened now.\" }");
        Type("Get-NocJournal ./INC-7.jsonl | Where-Object State -ne Opened");

        Assert.Equal(sites, (await TicketsAsync()).Count);
        Assert.Equal(sites, (await TicketsAsync()).Select(ticket => (string)ticket["macnum"]!).Distinct().Count());
        Compare($"{Head}{_transcript.ToString().TrimEnd()}\n```\n\nNothing is left: {sites} sites, {sites} tickets, each of them once.\n");
    }

    private const string Head = """
        # Three in the morning

        An outage of 200 sites, reported one by one with a journal. The run is killed in the middle, and the next one loses its gateway. This page is what
        the operator sees, made by running it against the sandbox; a test keeps it true.

        ```console

        """;

    /// <summary>Another process opens tickets until the server has so many, and is killed while it waits for an answer.</summary>
    private async Task KillAfterAsync(int tickets)
    {
        await AddFaultAsync(new { method = "POST", path = Create, when = "after", skip = tickets - 1, silent = true, times = 1 });
        string script = $$"""
            Import-Module '{{Repository.Manifest}}'; Connect-NocExpress -RequestsPerMinute 100000
            {{Common}}$outage = $common
            $circuits = Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband
            {{Command.Replace("./", Folder + "/", StringComparison.Ordinal)}} -ThrottleLimit 1
            """;
        using Process process = ChildProcess.Start(ChildProcess.Program("tests", "NocExpress.FreshProcess"), [script], ConnectionVariables);
        Stopwatch watch = Stopwatch.StartNew();
        while ((await TicketsAsync()).Count < tickets)
        {
            Assert.True(!process.HasExited && watch.Elapsed < TimeSpan.FromMinutes(2));
            await Task.Delay(50);
        }

        process.Kill();
        await process.WaitForExitAsync();
    }

    private void Say(string text) => _transcript.Append(System.Globalization.CultureInfo.InvariantCulture, $"# {text}\n");

    /// <summary>Runs a command, and writes it and what comes of it.</summary>
    private void Type(string command, Func<string, string>? shorten = null)
    {
        Shell.Result result = Shell.Run($"{command} | Out-Default");
        string shown = shorten?.Invoke(result.HostText) ?? result.HostText;
        string text = string.Join('\n', [shown.Trim('\r', '\n'), .. result.Errors.Select(error => $"New-NocTicket: {error.Exception.Message}")]);
        _transcript.Append(System.Globalization.CultureInfo.InvariantCulture, $"PS> {command}\n{Normalized(text).Trim()}\n\n");
    }

    /// <summary>Without what differs from run to run: times, requests, the folder, and the ends of lines.</summary>
    private string Normalized(string text) =>
        string.Join('\n', Moment().Replace(RequestName().Replace(text, "$1'5f0a3c1e9b7d2468'").Replace(Folder, ".", StringComparison.Ordinal), match => match.Groups[1].Success
            ? "2026-01-02 03:04:05"
            : "2026-01-02 03:04").Split('\n').Select(line => line.TrimEnd()));

    private static void Compare(string page)
    {
        if (Environment.GetEnvironmentVariable("NOCEXPRESS_WRITE_DOCS") is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_page)!);
            File.WriteAllText(_page, page);
        }

        Assert.Equal(File.ReadAllText(_page).ReplaceLineEndings("\n"), page.ReplaceLineEndings("\n"));
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?")]
    private static partial Regex Moment();

    [GeneratedRegex(@"(\$_\.Request -eq )'[0-9a-f]+'")]
    private static partial Regex RequestName();
}
