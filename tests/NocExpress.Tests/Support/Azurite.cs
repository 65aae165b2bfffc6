using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Xunit;

namespace NocExpress.Tests.Support;

/// <summary>
/// Azurite, the emulator of Azure Table Storage, on a free loopback port; it can be stopped and started again with what it holds. The first that
/// is started installs it, by its lock file, where Node.js is.
/// </summary>
internal sealed class Azurite : IAsyncDisposable
{
    public const string Account = "devstoreaccount1";

    /// <summary>The emulator's key, which is the same everywhere and no secret.</summary>
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly Lazy<Task<string>> _installed = new(InstallAsync);
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("noc-azurite-").FullName;
    private readonly string _program;
    private Process? _process;

    private readonly string[] _more;

    private Azurite(string program, string[] more) => (_program, _more) = (program, more);

    /// <summary>Why the tests that need it are not run here; nothing where they are.</summary>
    public static string? Missing { get; } = NodePackages.CanBeInstalled
        ? null
        : "Azurite, the emulator of Azure Table Storage, needs Node.js with npm, which is not here.";

    public int Port { get; private set; }

    /// <summary>The address of the account.</summary>
    public Uri Uri => new($"http://127.0.0.1:{Port}/{Account}/");

    /// <summary>Starts one, with further arguments.</summary>
    public static async Task<Azurite> StartNewAsync(params string[] more)
    {
        Azurite azurite = new(await _installed.Value, more);
        using (TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            azurite.Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        await azurite.StartAsync();
        return azurite;
    }

    /// <summary>Starts it, with what it held when it was stopped.</summary>
    public async Task StartAsync()
    {
        ProcessStartInfo start = new(
            "node",
            [
                _program, "--tableHost", "127.0.0.1", "--tablePort", $"{Port}", "--location", _folder,
                "--silent", "--skipApiVersionCheck", "--disableTelemetry", .. _more,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Stopwatch waited = Stopwatch.StartNew();
        while (!await IsListeningAsync())
        {
            Assert.False(_process.HasExited, "Azurite has ended at once.");
            Assert.True(waited.Elapsed < _patience, "Azurite does not listen.");
            await Task.Delay(50);
        }
    }

    /// <summary>Stops it as a machine stops that writes to its disk first: it keeps what it has answered for.</summary>
    public async Task StopAsync()
    {
        if (_process is { HasExited: false } process)
        {
            using Process? kill = OperatingSystem.IsWindows() ? null : Process.Start("kill", ["-INT", $"{process.Id}"]);
            if (kill is null)
            {
                process.Kill();
            }

            await process.WaitForExitAsync();
        }

        _process?.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> IsListeningAsync()
    {
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <returns>The path of its program.</returns>
    private static async Task<string> InstallAsync() =>
        Path.Combine(await NodePackages.InstallAsync("Azurite"), "node_modules", "azurite", "dist", "src", "table", "main.js");
}

/// <summary>A fact that needs Azurite, and that is skipped, by its name, where that cannot be.</summary>
public sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute() => Skip = Azurite.Missing;
}

/// <summary>A theory that needs Azurite, and that is skipped, by its name, where that cannot be.</summary>
public sealed class AzuriteTheoryAttribute : TheoryAttribute
{
    public AzuriteTheoryAttribute() => Skip = Azurite.Missing;
}
