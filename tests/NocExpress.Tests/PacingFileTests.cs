using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests;

/// <summary>Processes that name the same file keep to the limit together.</summary>
public sealed class PacingFileTests : ClockTest
{
    private const string Sites = "companies/sites";

    private string PacingFile => Path.Combine(Folder, "pacing");

    [Fact]
    public async Task Another_process_counts()
    {
        (_, string output) = await ChildProcess.RunAsync(
            ChildProcess.Program("tests", "NocExpress.FreshProcess"),
            [$"Import-Module '{Repository.Manifest}'; Connect-NocExpress -RequestsPerMinute 2; 1..2 | ForEach-Object {{ Get-NocSite -Search Minneapolis }} | ForEach-Object Macnum"],
            new Dictionary<string, string>(ConnectionVariables) { ["NOCEXPRESS_PACING_PATH"] = PacingFile });
        Assert.DoesNotContain("error", output, StringComparison.OrdinalIgnoreCase);
        Shell.Set("file", PacingFile);
        using System.Management.Automation.PowerShell shell = System.Management.Automation.PowerShell.Create();
        shell.Runspace = Shell.Runspace;
        shell.AddScript("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -RequestsPerMinute 2 -PacingPath $file; Get-NocSite");

        IAsyncResult running = shell.BeginInvoke();
        await Task.Delay(2000);

        Assert.Equal(2, (await RequestsAsync(Sites)).Count);
        Assert.False(running.IsCompleted);
        shell.Stop();
    }

    [Fact]
    public async Task Connections_with_the_same_file_count_together_whoever_their_client_is()
    {
        Connect("one", requestsPerMinute: 1, pacingPath: PacingFile);
        Connect("other", requestsPerMinute: 1, pacingPath: PacingFile);
        Run("Get-NocSite -Connection $one").ShouldHaveNoErrors();
        Task<Shell.Result> running = Start("Get-NocSite -Connection $other");

        await NextComesAfterAsync(60, 1, Sites);
        (await running).ShouldHaveNoErrors();
    }

    [Theory]
    [InlineData("")]
    [InlineData("This is no pacing file, and a long one at that; it is longer than the numbers that are read of it.")]
    public void A_file_that_is_cut_off_or_none_is_begun_anew(string content)
    {
        File.WriteAllText(PacingFile, content);
        Connect(pacingPath: PacingFile);

        Run("Get-NocSite -Connection $connection").ShouldHaveNoErrors();
    }

    [Fact]
    public void A_file_that_cannot_be_used_is_warned_of_and_no_request_is_lost()
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
    public void A_path_that_cannot_be_a_file_is_refused(string path, string problem)
    {
        Shell.Set("path", path);

        NocException error = Shell.Try("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -PacingPath $path").ShouldFailWith("NocValidationFailed");

        Assert.Contains("-PacingPath", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }
}
