using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace NocExpress.BrowserTests;

/// <summary>The Chromium that is installed here, or another browser that is made from it. One of it serves all tests.</summary>
internal static class Browser
{
    /// <summary>Longer than anything takes on a busy machine: it only ends what never comes.</summary>
    public const int PatienceMs = 60_000;

    private static readonly string[] _names = OperatingSystem.IsWindows()
        ? [@"Google\Chrome\Application\chrome.exe", @"Microsoft\Edge\Application\msedge.exe"]
        : ["chromium", "chromium-browser", "google-chrome", "microsoft-edge", "Google Chrome.app/Contents/MacOS/Google Chrome"];

    private static readonly string? _program =
        (from name in _names
         from folder in Folders()
         let path = Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault();

    private static readonly Lazy<Task<IBrowser>> _started = new(StartAsync);

    /// <summary>Why the tests that need it are not run here; nothing where they are.</summary>
    public static string? Missing { get; } = _program is null
        ? "No Chromium is installed here, nor a browser that is made from it. On Debian: apt-get install chromium."
        : null;

    public static Task<IBrowser> StartedAsync() => _started.Value;

    private static async Task<IBrowser> StartAsync()
    {
        IPlaywright playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(PatienceMs);

        // Its own sandbox cannot be had by root, by whom containers are run.
        string[] arguments = Environment.UserName == "root" ? ["--no-sandbox"] : [];
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = _program, Args = arguments });
    }

    private static string[] Folders() =>
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles),
        Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86),
        "/Applications",
    ];
}

/// <summary>A fact that needs a browser, and that is skipped, by its name, where there is none.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.Missing;
}

/// <summary>A theory that needs a browser, and that is skipped, by its name, where there is none.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Browser.Missing;
}
