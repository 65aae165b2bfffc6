using System;
using System.IO;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Files;

/// <summary>Files that change after they were checked, while their request waits for the rate limit. Windows lets nobody change them.</summary>
public sealed class ChangingFileTests : ClockTest
{
    [Fact]
    public async Task A_file_that_has_grown_is_refused_before_anything_is_sent() =>
        await ChangedAsync(path => Append(path, new byte[500]), RefusedAsync);

    [Fact]
    public async Task A_file_that_was_written_over_is_refused_before_anything_is_sent() =>
        await ChangedAsync(
            path =>
            {
                using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                file.Write(new byte[10]);
            },
            RefusedAsync);

    /// <summary>Windows lets nobody do so while the file is open.</summary>
    [UnixFact]
    public async Task A_file_that_is_deleted_after_the_check_is_sent_all_the_same() =>
        await ChangedAsync(
            File.Delete,
            async (result, before) =>
            {
                result.ShouldHaveNoErrors();
                await ArrivedAsync(before);
            });

    /// <summary>Windows lets nobody do so while the file is open.</summary>
    [UnixFact]
    public async Task A_file_that_is_replaced_is_sent_as_it_was() =>
        await ChangedAsync(
            path => File.Move(WriteFile("other.pdf", 2000), path, overwrite: true),
            async (result, before) =>
            {
                result.ShouldHaveNoErrors();
                await ArrivedAsync(before);
            });

    [Fact]
    public async Task A_file_that_has_become_shorter_is_refused_before_anything_is_sent() =>
        await ChangedAsync(
            path =>
            {
                using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                file.SetLength(10);
            },
            RefusedAsync);

    [UnixFact]
    public async Task A_changed_file_of_any_other_request_is_refused_before_anything_is_sent() =>
        await ChangedAsync(
            path => Append(path, [1]),
            RefusedAsync,
            path => $"Invoke-NocRequest -Method Post -Path /api/v1/noc/tickets/external -Form @{{ files = [IO.FileInfo] '{path}' }}");

    private async Task RefusedAsync(Shell.Result result, byte[] before)
    {
        NocException error = result.ShouldFailWith("NocValidationFailed");
        Assert.Contains("plan.pdf' was changed", error.Message, StringComparison.Ordinal);
        Assert.True(error.SafeToRetry);
        Assert.Empty(result.Output);
        await NothingWasSentAsync();
    }

    private async Task ChangedAsync(Action<string> change, Func<Shell.Result, byte[], Task> check, Func<string, string>? command = null)
    {
        string path = WriteFile("plan.pdf", 300_000);
        byte[] before = File.ReadAllBytes(path);
        Connect(requestsPerMinute: 1, retries: 0);
        Run("Get-NocSite -Connection $connection").ShouldHaveNoErrors();
        Task<Shell.Result> running = Start((command?.Invoke(path) ?? $"{Row()} | New-NocTicket @common -SkipIssueCheck -Attachment '{path}'") + " -Connection $connection");
        while (!IsOpen(path) && !running.IsCompleted)
        {
            await Task.Delay(10);
        }

        change(path);
        await PassAsync(60);
        await check(await running, before);
    }

    private async Task ArrivedAsync(byte[] content)
    {
        JsonNode file = Assert.Single((await SingleCreateRequestAsync())["files"]!.AsArray())!;
        Assert.Equal("plan.pdf", (string?)file["fileName"]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), (string?)file["sha256"]);
    }

    private static void Append(string path, byte[] more)
    {
        using FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(more);
    }

    private static bool IsOpen(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
