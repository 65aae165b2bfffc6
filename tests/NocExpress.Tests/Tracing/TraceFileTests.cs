using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tracing;

/// <summary>The file of the trace: whose it is, what it is not written into, how it goes on, and that no ticket is lost for it.</summary>
public sealed class TraceFileTests : TraceTest
{
    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_trace_is_for_its_owner_alone()
    {
        ConnectTraced();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(TracePath));
    }

    [UnixFact]
    public void A_link_is_not_followed()
    {
        string target = WriteFile("target", 0);
        File.CreateSymbolicLink(TracePath, target);

        NocException error = Shell.Try($"{ConnectCommand} -TracePath $trace").ShouldFailWith("NocValidationFailed");

        Assert.Contains($"it is a link to '{target}'. Name a file of its own", error.Message, StringComparison.Ordinal);
        Assert.Equal("", File.ReadAllText(target));
        Assert.False(File.Exists(TracePath + ".lock"));
    }

    [DeviceFact]
    public void A_device_is_refused_and_stays_one()
    {
        DeviceNode.Make(TracePath);

        NocException error = Shell.Try($"{ConnectCommand} -TracePath $trace").ShouldFailWith("NocValidationFailed");

        Assert.Contains("a pipe or a device", error.Message, StringComparison.Ordinal);
        File.WriteAllText(TracePath, "A device keeps nothing.");
        Assert.Equal("", File.ReadAllText(TracePath));
        Assert.Equal([TracePath], Directory.GetFiles(Folder, "trace*"));
    }

    [UnixFact]
    public async Task A_pipe_is_refused_and_gets_no_lock()
    {
        await NamedPipe.MakeAsync(TracePath);

        NocException error = Shell.Try($"{ConnectCommand} -TracePath $trace").ShouldFailWith("NocValidationFailed");

        Assert.Contains("a pipe or a device", error.Message, StringComparison.Ordinal);
        Assert.Equal([TracePath], Directory.GetFiles(Folder, "trace*"));
    }

    [LinuxFact]
    public void A_folder_that_takes_no_files_is_told_of_by_the_name_that_was_given()
    {
        NocException error = Shell.Try($"{ConnectCommand} -TracePath /proc/x.har").ShouldFailWith("NocValidationFailed");

        Assert.Contains("/proc/x.har", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".lock", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("These are my important notes, and no trace.")]
    [InlineData("""{"log":{"version":"1.2","creator":{"name":"Firefox","version":"1"},"entries":[]}}""")]
    [InlineData("""{"log" """)]
    public async Task Another_kind_of_file_is_refused_and_left_as_it_is(string content)
    {
        File.WriteAllText(TracePath, content);

        NocException error = Shell.Try($"{ConnectCommand} -TracePath $trace").ShouldFailWith("NocValidationFailed");

        Assert.Contains("another kind of file", error.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(TracePath));
        Assert.False(File.Exists(TracePath + ".lock"));
        Assert.Empty(await RequestsAsync());
    }

    [Theory]
    [InlineData("Env:/PATH", "Environment provider")]
    [InlineData("no-such-folder/trace.har", "folder that does not exist")]
    [InlineData(".", "is a folder")]
    public void A_path_that_cannot_be_a_trace_is_refused(string path, string problem)
    {
        Shell.Set("path", path);

        NocException error = Shell.Try($"{ConnectCommand} -TracePath $path").ShouldFailWith("NocValidationFailed");

        Assert.Contains("-TracePath", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_that_is_there_is_gone_on_with()
    {
        ConnectTraced("; Get-NocSite");
        ConnectTraced("; Get-NocIssue");

        Assert.Equal(["token", "sites", "token", "static"], Entries().Select(entry => Url(entry).Split('/')[^1]));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(-3)]
    public void A_trace_that_was_cut_is_refused_and_left_as_it_is(int length)
    {
        ConnectTraced("; Get-NocSite");
        byte[] cut = File.ReadAllBytes(TracePath)[..(length > 0 ? length : ^-length)];
        File.WriteAllBytes(TracePath, cut);

        Shell.Try($"{ConnectCommand} -TracePath $trace").ShouldFailWith("NocValidationFailed");

        Assert.Equal(cut, File.ReadAllBytes(TracePath));
    }

    /// <summary>As a run leaves it that was killed while it wrote.</summary>
    [Fact]
    public void Half_a_copy_is_begun_anew()
    {
        ConnectTraced("; Get-NocSite");
        File.WriteAllBytes(TracePath + ".new", File.ReadAllBytes(TracePath)[..1000]);

        ConnectTraced();

        Assert.Equal(3, Entries().Count);
        Assert.False(File.Exists(TracePath + ".new"));
    }

    [Fact]
    public void Another_file_with_the_name_of_the_copy_is_left_as_it_is()
    {
        string content = new('n', 1000);
        File.WriteAllText(TracePath + ".new", content);

        Shell.Try($"{ConnectCommand} -TracePath $trace").ShouldFailWith("NocValidationFailed");

        Assert.Equal(content, File.ReadAllText(TracePath + ".new"));
    }

    [Fact]
    public void A_trace_of_nothing_is_a_whole_document()
    {
        using StubServer server = new(StubServer.RespondWell);
        Shell.Set("server", server.BaseUri);
        Shell.Set("given", Credential("a-token").Password);

        Run("Connect-NocExpress -BaseUri $server -AccessToken $given -TracePath $trace").ShouldHaveNoErrors();

        Assert.Empty(Entries());
    }

    [Fact]
    public async Task Runs_side_by_side_in_several_processes_write_one_trace()
    {
        const int count = 15;
        string script = $"Import-Module '{Repository.Manifest}'; Connect-NocExpress -RequestsPerMinute 100000; 1..{count} | ForEach-Object {{ Get-NocSite -Store $_ }}";
        Dictionary<string, string> environment = new(ConnectionVariables) { ["NOCEXPRESS_TRACE_PATH"] = TracePath };
        Task<(int, string)>[] others = [.. Enumerable.Range(0, 2).Select(_ => ChildProcess.RunAsync(ChildProcess.Program("tests", "NocExpress.FreshProcess"), [script], environment))];

        ConnectTraced();
        Run("1..40 | Get-NocTicket -ThrottleLimit 8");
        (int ExitCode, string Output)[] ended = await Task.WhenAll(others);

        Assert.All(ended, other => Assert.Equal((0, ""), other));
        Assert.Equal(2 * count, EntriesOf("companies/sites").Count);
        Assert.Equal(40, EntriesOf("tickets/").Count);
    }

    [Fact]
    public async Task A_trace_that_cannot_be_written_is_warned_of_once_and_no_ticket_is_lost()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder, "gone")).FullName;
        Shell.Set("trace", Path.Combine(folder, "trace.har"));
        ConnectTraced();
        Directory.Delete(folder, recursive: true);

        Shell.Result result = Run($"{Row()}, {Row(1)} | New-NocTicket @common").ShouldHaveNoErrors();

        Assert.Equal(2, result.Output.Count);
        Assert.Contains("gone", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, (await TicketsAsync()).Count);
    }

    [Fact]
    public void A_full_trace_is_warned_of_once_and_stays_whole()
    {
        ConnectTraced();
        string whole = File.ReadAllText(TracePath);
        string filler = whole.Split('\n')[1][..^1] + $",\"comment\":\"{new string('x', 8 * 1024 * 1024)}\"}}";
        File.WriteAllText(TracePath, whole.Replace("\n]}}\n", $"\n,{filler}\n]}}}}\n", StringComparison.Ordinal));

        Shell.Result result = Run("Get-NocSite; Get-NocSite").ShouldHaveNoErrors();

        Assert.Contains("8 MiB", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, Entries().Count);
    }

    /// <summary>As on a full disk: files cannot be longer than 4 KiB.</summary>
    [LinuxFact]
    public async Task A_trace_for_which_there_is_no_room_stays_whole_and_the_ticket_is_opened()
    {
        string script = $"Import-Module '{Repository.Manifest}'; {Common}{Row()} | New-NocTicket @common 3>&1";
        (_, string output) = await ChildProcess.RunCommandAsync(
            "bash",
            ["-c", "trap '' XFSZ; ulimit -f 4; exec dotnet \"$0\" \"$1\"", ChildProcess.Program("tests", "NocExpress.FreshProcess"), script],
            new Dictionary<string, string>(ConnectionVariables) { ["DOTNET_EnableWriteXorExecute"] = "0", ["NOCEXPRESS_TRACE_PATH"] = TracePath });

        Assert.Contains("#8100001", output, StringComparison.Ordinal);
        Assert.Contains("cannot be written", output, StringComparison.Ordinal);
        Assert.InRange(Entries().Count, 1, 2);
    }

    /// <summary>Whoever looks while a run goes on, or after it was killed, has a whole document.</summary>
    [Fact]
    public async Task A_run_that_is_killed_leaves_a_whole_trace()
    {
        Random random = new(7);
        string script = $"Import-Module '{Repository.Manifest}'; Connect-NocExpress -RequestsPerMinute 100000; while ($true) {{ Get-NocSite }}";
        Dictionary<string, string> environment = new(ConnectionVariables) { ["NOCEXPRESS_TRACE_PATH"] = TracePath };
        int before = 0;
        long length = 0;
        for (int kill = 0; kill < 5; kill++)
        {
            using Process process = ChildProcess.Start(ChildProcess.Program("tests", "NocExpress.FreshProcess"), [script], environment);
            Stopwatch waited = Stopwatch.StartNew();
            while (!File.Exists(TracePath) || new FileInfo(TracePath).Length < length + 50_000)
            {
                Assert.True(waited.Elapsed < TimeSpan.FromMinutes(2), "Nothing is written.");
                await Task.Delay(20);
            }

            await Task.Delay(random.Next(200));
            process.Kill();
            await process.WaitForExitAsync();

            Assert.True(Entries().Count > before);
            before = Entries().Count;
            length = new FileInfo(TracePath).Length;
        }
    }
}
