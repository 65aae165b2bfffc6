using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using NocExpress.Sandbox;
using Xunit;

namespace NocExpress.BrowserTests;

/// <summary>axe-core, which knows those rules of WCAG 2.2 that a machine can check, finds nothing to say of the page.</summary>
public sealed class AccessibilityTests : PageTest
{
    protected override SandboxOptions Options => new() { RequestsPerMinute = 3 };

    [BrowserTheory]
    [InlineData(ColorScheme.Light, 1600)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 1600)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Everything_on_the_page_has_its_label_its_contrast_and_its_place(ColorScheme theme, int width)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = theme });
        await Page.SetViewportSizeAsync(width, 900);
        await AssertAccessibleAsync();

        await Client.CreateAsync();
        for (int i = 0; i < 4; i++)
        {
            await Client.AskAsync("api/v1/noc/companies/sites");
        }

        await Button("Switch on: Refuse two reads").ClickAsync();
        await Page.Locator("#ticket-rows .open").ClickAsync();
        await Page.Locator("#request-rows .open").First.ClickAsync();
        await Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => { one.open = true; })");
        await Page.GetByLabel("extraFields").CheckAsync();
        await Expect(Page.Locator("#behaviour-changes li")).ToHaveCountAsync(1);
        await Expect(Page.Locator(".badge.warn").First).ToBeVisibleAsync();
        await AssertAccessibleAsync();

        await Button("Reset…").ClickAsync();
        await AssertAccessibleAsync();
    }

    private async Task AssertAccessibleAsync()
    {
        await Page.EvaluateAsync(new BundledAxeScriptProvider().GetScript());
        const string run = "axe.run(document).then(({ violations }) => violations.map(one => `${one.id}: ${one.nodes.map(node => node.target)}`))";
        Assert.Empty(await Page.EvaluateAsync<string[]>(run));
    }
}
