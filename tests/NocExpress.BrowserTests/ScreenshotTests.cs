using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.BrowserTests;

/// <summary>The pictures of the page in docs. Where NOCEXPRESS_WRITE_DOCS is 1 they are taken anew, of five minutes with some requests in each.</summary>
public sealed class ScreenshotTests : PageTest
{
    private static readonly bool _writes = Environment.GetEnvironmentVariable("NOCEXPRESS_WRITE_DOCS") == "1";

    private static readonly (ColorScheme Theme, int Width, int Height)[] _pictures =
    [
        (ColorScheme.Light, 1600, 1100), (ColorScheme.Dark, 1600, 1100), (ColorScheme.Light, 390, 844), (ColorScheme.Dark, 390, 844),
    ];

    protected override SandboxOptions Options => new();

    [BrowserFact]
    public async Task The_page_of_a_run_that_was_refused_fits_wide_and_narrow_windows()
    {
        await Button("Switch on: Refuse two reads").ClickAsync();
        if (_writes)
        {
            await FillMinutesAsync();
        }

        await RunAsync(Runbook.Replace("-MaximumRetryCount 0", "", StringComparison.Ordinal));
        await Client.CreateAsync();
        await Expect(Page.Locator("#ticket-count")).ToHaveTextAsync("12");
        await Page.Locator("#ticket-rows .open").First.ClickAsync();
        await Expect(Page.Locator("#ticket-rows .detail")).ToContainTextAsync("plan.pdf");

        foreach ((ColorScheme theme, int width, int height) in _pictures)
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = theme });
            await Page.SetViewportSizeAsync(width, height);
            Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
            if (_writes)
            {
                await Page.EvaluateAsync("scrollTo({ top: 0, behavior: 'instant' })");
                string file = $"sandbox-{width}-{theme.ToString().ToLowerInvariant()}.png";
                await Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "docs", file) });
            }
        }
    }

    [BrowserFact]
    public void Each_picture_of_the_page_is_in_docs() => Assert.All(_pictures, picture =>
    {
        string file = Path.Combine(Repository.Root, "docs", $"sandbox-{picture.Width}-{picture.Theme.ToString().ToLowerInvariant()}.png");

        // A PNG has its width and height, most significant byte first, behind its first 16 bytes.
        byte[] head = [.. File.ReadAllBytes(file).Take(24)];
        Assert.Equal([picture.Width, picture.Height], [(head[18] << 8) | head[19], (head[22] << 8) | head[23]]);
    });

    /// <summary>A client that keeps to no limit, which lets the picture show one.</summary>
    private async Task FillMinutesAsync()
    {
        foreach (int burst in new[] { 3, 8, 2, 14, 5, 9, 1, 30, 6, 4, 2, 3 })
        {
            for (int i = 0; i < burst * 2; i++)
            {
                await Client.AskAsync("api/v1/noc/companies/sites?search=Minneapolis");
                await Task.Delay(TimeSpan.FromSeconds(20.0 / (burst * 2)));
            }
        }
    }
}
