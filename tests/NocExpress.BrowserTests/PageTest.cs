using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.BrowserTests;

/// <summary>
/// A test of a sandbox's page, open in a browser. Whatever it does, it reports no error and asks no other host for anything.
/// </summary>
public abstract partial class PageTest : IAsyncLifetime
{
    /// <summary>Opens tickets for all sites, and writes their numbers.</summary>
    protected const string Runbook = """
        $common = @{
            IssueName = 'Circuit Down'; MaintenanceWindow = 'Anytime'; AccessHours = '8am-5pm CT'
            ContactName = 'NOC desk'; ContactEmailAddress = 'noc@example.com'
            LocalContactName = 'Store manager'; LocalContactNumber = '(612) 555-0100'
        }
        Connect-NocExpress -MaximumRetryCount 0
        Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband | New-NocTicket @common | ForEach-Object Id
        """;

    private readonly ConcurrentQueue<string> _problems = new();
    private readonly HttpClient _client = new();
    private bool _allowsRefusals;

    protected IPage Page { get; private set; } = null!;

    internal SandboxServer Sandbox { get; private set; } = null!;

    internal SandboxClient Client { get; private set; } = null!;

    protected virtual SandboxOptions Options => new() { RequestsPerMinute = 0 };

    public virtual async Task InitializeAsync()
    {
        Sandbox = await SandboxServer.StartAsync(Options);
        _client.BaseAddress = Sandbox.BaseUri;
        Client = await SandboxClient.ConnectAsync(Sandbox);
        Page = await OpenAsync(new() { ViewportSize = new() { Width = 1600, Height = 1000 } });
    }

    public async Task DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Client.Dispose();
        _client.Dispose();
        await Sandbox.DisposeAsync();
        Assert.Empty(_problems);
    }

    /// <summary>Opens the page once more, in a browser of its own.</summary>
    protected async Task<IPage> OpenAsync(BrowserNewContextOptions options)
    {
        IBrowser browser = await Browser.StartedAsync();
        IBrowserContext context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Browser.PatienceMs);
        IPage page = await context.NewPageAsync();
        page.PageError += (_, error) => _problems.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !(_allowsRefusals && Refusal().IsMatch(message.Text)))
            {
                _problems.Enqueue(message.Text);
            }
        };
        page.Dialog += (_, dialog) => _problems.Enqueue($"A dialog opened: {dialog.Message}");
        context.Page += (_, other) => _problems.Enqueue($"Another page opened: {other.Url}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Sandbox.BaseUri.ToString(), StringComparison.Ordinal))
            {
                _problems.Enqueue($"It asked for {request.Url}");
            }
        };
        await page.GotoAsync(Sandbox.BaseUri.ToString());
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("live");
        return page;
    }

    /// <summary>Runs a script with the module, in a process of its own, and returns what it wrote.</summary>
    protected async Task<string> RunAsync(string script)
    {
        (_, string output) = await ChildProcess.RunAsync(
            ChildProcess.Program("tests", "NocExpress.FreshProcess"),
            [$"Import-Module '{Repository.Root}NocExpress.psd1'\n{script}"],
            new Dictionary<string, string>
            {
                ["NOCEXPRESS_BASE_URI"] = Sandbox.BaseUri.ToString(),
                ["NOCEXPRESS_TOKEN_URI"] = Sandbox.TokenUri.ToString(),
                ["NOCEXPRESS_CLIENT_ID"] = Options.ClientId,
                ["NOCEXPRESS_CLIENT_SECRET"] = Options.ClientSecret,
            });
        return output;
    }

    /// <summary>What the sandbox shows of itself as JSON.</summary>
    protected async Task<JsonNode> ControlAsync(string what) => (await _client.GetFromJsonAsync<JsonNode>($"_sandbox/{what}"))!;

    protected async Task ChangeTicketAsync(long id, string status)
    {
        using HttpResponseMessage response = await _client.PostAsJsonAsync($"_sandbox/tickets/{id}", new { status });
        response.EnsureSuccessStatusCode();
    }

    protected async Task TurnClockAsync(object setting)
    {
        using HttpResponseMessage response = await _client.PutAsJsonAsync("_sandbox/clock", setting);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The browser reports what the sandbox refuses as an error, and that nobody answers: here they are none any longer.</summary>
    protected void AllowRefusals() => _allowsRefusals = true;

    /// <summary>Stops the sandbox, and starts another at its address.</summary>
    protected async Task StartAnewAsync(Func<Task> meanwhile)
    {
        int port = Sandbox.BaseUri.Port;
        await Sandbox.DisposeAsync();
        await meanwhile();
        Sandbox = await SandboxServer.StartAsync(Options with { Port = port });
        Client.Dispose();
        Client = await SandboxClient.ConnectAsync(Sandbox);
    }

    protected ILocator Table(string caption) => Page.GetByRole(AriaRole.Table, new() { Name = caption });

    protected ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    [GeneratedRegex(@"400 \(Bad Request\)|net::ERR_")]
    private static partial Regex Refusal();
}
