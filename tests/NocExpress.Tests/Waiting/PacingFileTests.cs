using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Waiting;

/// <summary>Processes that name the same file keep to the limit together.</summary>
public sealed class PacingFileTests : ClockTest
{
    private const string Sites = "companies/sites";

    private string PacingFile => Path.Combine(Folder, "pacing");

    [Fact]
    public async Task The_requests_of_another_process_count()
    {
        (_, string output) = await ChildProcess.RunAsync(
            ChildProcess.Program("tests", "NocExpress.FreshProcess"),
            [$"Import-Module '{Repository.Manifest}'; Connect-NocExpress -RequestsPerMinute 2; 1..2 | ForEach-Object {{ Get-NocSite -Search Minneapolis }} | ForEach-Object Macnum"],
            new Dictionary<string, string>(ConnectionVariables) { ["NOCEXPRESS_PACING_PATH"] = PacingFile });
        Assert.DoesNotContain("error", output, StringComparison.OrdinalIgnoreCase);
        Shell.Set("file", PacingFile);
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = Shell.Runspace;
        shell.AddScript($"{ConnectCommand} -RequestsPerMinute 2 -PacingPath $file; Get-NocSite");

        IAsyncResult running = shell.BeginInvoke();
        await Task.Delay(2000);

        Assert.Equal(2, (await RequestsAsync(Sites)).Count);
        Assert.False(running.IsCompleted);
        shell.Stop();
    }

    [Fact]
    public async Task Connections_with_the_same_file_count_together_whoever_their_client_is()
    {
        Connect(requestsPerMinute: 1, pacingPath: PacingFile, name: "one");
        Connect(requestsPerMinute: 1, pacingPath: PacingFile, name: "other");
        Run("Get-NocSite -Connection $one").ShouldHaveNoErrors();
        Task<Shell.Result> running = Start("Get-NocSite -Connection $other");

        await NextComesAfterAsync(60, 1, Sites);
        (await running).ShouldHaveNoErrors();
    }

    /// <summary>Whoever waits for the file finds times in it that are later than when it began to wait.</summary>
    [Fact]
    public async Task Many_requests_at_once_from_many_runspaces_keep_to_the_limit()
    {
        Shell[] shells = [.. Enumerable.Range(0, 4).Select(_ => new Shell())];
        foreach (Shell shell in shells)
        {
            shell.Set("base", Sandbox.BaseUri);
            shell.Set("token", Sandbox.TokenUri);
            shell.Set("credential", Credential(Options.ClientSecret));
            shell.Set("file", PacingFile);
        }

        PowerShell[] running = [.. shells.Select(shell =>
        {
            PowerShell script = PowerShell.Create();
            script.Runspace = shell.Runspace;
            script.AddScript($"$mine = {ConnectCommand} -RequestsPerMinute 30 -PacingPath $file -PassThru; 1..60 | Get-NocTicket -Connection $mine -ThrottleLimit 12 -ErrorAction SilentlyContinue");
            script.BeginInvoke();
            return script;
        })];
        await Task.Delay(4000);

        Assert.Equal(30, (await RequestsAsync("/api/")).Count);
        foreach (PowerShell script in running)
        {
            script.Stop();
            script.Dispose();
        }
    }

    [Fact]
    public async Task A_pacing_file_that_is_cut_off_is_begun_anew()
    {
        Connect(pacingPath: PacingFile, name: "one");
        Run("Get-NocSite -Connection $one").ShouldHaveNoErrors();
        File.WriteAllBytes(PacingFile, File.ReadAllBytes(PacingFile)[..20]);

        Run("Get-NocSite -Connection $one").ShouldHaveNoErrors();

        await ReceivedAsync(2, Sites);
    }

    [Fact]
    public void A_file_that_is_no_pacing_file_is_refused_and_left_as_it_is()
    {
        const string content = "These are my important notes, and no pacing file.";
        File.WriteAllText(PacingFile, content);
        Shell.Set("path", PacingFile);

        NocException error = Shell.Try($"{ConnectCommand} -PacingPath $path").ShouldFailWith("NocValidationFailed");

        Assert.Contains("another kind of file", error.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(PacingFile));
    }

    [Fact]
    public void A_pacing_file_that_cannot_be_used_is_warned_of_and_no_request_is_lost()
    {
        Connect(pacingPath: Path.Combine(Folder, "gone", "pacing"));

        Shell.Result result = Run("Get-NocSite -Connection $connection").ShouldHaveNoErrors();

        Assert.Contains("gone", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(12, result.Output.Count);
    }

    [Theory]
    [InlineData("Env:/PATH", "Environment provider")]
    [InlineData("no-such-folder/pacing", "folder that does not exist")]
    [InlineData(".", "is a folder")]
    public void A_path_that_cannot_be_a_pacing_file_is_refused(string path, string problem)
    {
        Shell.Set("path", path);

        NocException error = Shell.Try($"{ConnectCommand} -PacingPath $path").ShouldFailWith("NocValidationFailed");

        Assert.Contains("-PacingPath", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }
}
