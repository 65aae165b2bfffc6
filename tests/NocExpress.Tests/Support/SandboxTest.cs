using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Sandbox;
using Xunit;

namespace NocExpress.Tests.Support;

/// <summary>A test of the module against a sandbox of its own, over real HTTP, connected unless it says otherwise.</summary>
public abstract class SandboxTest : IAsyncLifetime
{
    /// <summary>Everything that a ticket needs besides its configurations.</summary>
    protected const string Common = """
        $common = @{
            IssueName = 'Circuit Down'; MaintenanceWindow = 'Anytime'; AccessHours = '8am-5pm CT'
            ContactName = 'NOC desk'; ContactEmailAddress = 'noc@example.com'
            LocalContactName = 'Store manager'; LocalContactNumber = '(612) 555-0100'
        }

        """;

    /// <summary>Connects to the sandbox; further parameters, and commands, may follow.</summary>
    protected const string ConnectCommand = "Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential";

    private readonly HttpClient _control = new();

    internal SandboxServer Sandbox { get; private set; } = null!;

    internal Shell Shell { get; private set; } = null!;

    /// <summary>What another process needs to connect from its environment.</summary>
    protected Dictionary<string, string> ConnectionVariables => new()
    {
        ["NOCEXPRESS_BASE_URI"] = Sandbox.BaseUri.ToString(),
        ["NOCEXPRESS_TOKEN_URI"] = Sandbox.TokenUri.ToString(),
        ["NOCEXPRESS_CLIENT_ID"] = Options.ClientId,
        ["NOCEXPRESS_CLIENT_SECRET"] = Options.ClientSecret,
    };

    protected virtual bool Connects => true;

    protected virtual SandboxOptions Options => new() { RequestsPerMinute = 0 };

    public virtual async Task InitializeAsync()
    {
        Sandbox = await SandboxServer.StartAsync(Options);
        _control.BaseAddress = Sandbox.BaseUri;
        Shell = new Shell();
        Shell.Set("base", Sandbox.BaseUri);
        Shell.Set("token", Sandbox.TokenUri);
        Shell.Set("credential", Credential(Options.ClientSecret));
        if (Connects)
        {
            Connect("-MaximumRetryCount 0 -RequestsPerMinute 100000").ShouldHaveNoErrors();
            await ClearRequestsAsync();
        }
    }

    public virtual async Task DisposeAsync()
    {
        Shell.Dispose();
        _control.Dispose();
        await Sandbox.DisposeAsync();
    }

    internal System.Management.Automation.PSCredential Credential(string secret) =>
        new(Options.ClientId, new System.Net.NetworkCredential("", secret).SecurePassword);

    /// <summary>Runs a script with <c>$common</c> set.</summary>
    internal Shell.Result Run(string script) => Shell.Run(Common + script);

    /// <summary>Connects to the sandbox, with further parameters.</summary>
    internal Shell.Result Connect(string more = "") => Run($"{ConnectCommand} {more}");

    /// <summary>Connects to another server, <c>$server</c> from now on, with a token of the sandbox.</summary>
    internal void ConnectTo(Uri server, string more = "")
    {
        Shell.Set("server", server);
        Run($"Connect-NocExpress -BaseUri $server -TokenUri $token -Credential $credential {more}").ShouldHaveNoErrors();
    }

    protected async Task SetBehaviourAsync(object behaviour) => await Accepted(_control.PutAsJsonAsync("_sandbox/behaviour", behaviour));

    protected async Task AddFaultAsync(object fault) => await Accepted(_control.PostAsJsonAsync("_sandbox/faults", fault));

    protected async Task ClearFaultsAsync() => await Accepted(_control.DeleteAsync("_sandbox/faults"));

    protected async Task TurnClockAsync(object setting) => await Accepted(_control.PutAsJsonAsync("_sandbox/clock", setting));

    protected async Task ChangeTicketAsync(long id, object change) => await Accepted(_control.PostAsJsonAsync($"_sandbox/tickets/{id}", change));

    /// <summary>Makes the sandbox forget everything but its tokens.</summary>
    protected async Task ResetAsync() => await Accepted(_control.PostAsync("_sandbox/reset", null));

    protected async Task ClearRequestsAsync() => await Accepted(_control.DeleteAsync("_sandbox/requests"));

    /// <summary>What the sandbox has received since it was told to forget.</summary>
    protected async Task<IReadOnlyList<JsonNode>> RequestsAsync(string? path = null) =>
        [.. (await ListAsync("requests")).Where(request => path is null || ((string)request["path"]!).Contains(path, StringComparison.Ordinal))];

    /// <summary>The requests for tickets among them.</summary>
    protected async Task<IReadOnlyList<JsonNode>> CreateRequestsAsync() =>
        [.. (await RequestsAsync("tickets/external")).Where(request => (string)request["method"]! == "POST")];

    /// <summary>The tickets that the sandbox has stored.</summary>
    protected Task<IReadOnlyList<JsonNode>> TicketsAsync() => ListAsync("tickets");

    /// <summary>The faults in force, and how often each has struck.</summary>
    protected Task<IReadOnlyList<JsonNode>> FaultsAsync() => ListAsync("faults");

    /// <summary>What the sandbox shows of itself.</summary>
    protected async Task<JsonNode> ControlAsync(string what) => (await _control.GetFromJsonAsync<JsonNode>($"_sandbox/{what}"))!;

    protected async Task NothingWasSentAsync() => Assert.Empty(await CreateRequestsAsync());

    /// <summary>The value of a field of a request for tickets.</summary>
    protected static string? Field(JsonNode request, string name) =>
        (string?)request["fields"]!.AsArray().SingleOrDefault(field => (string)field!["name"]! == name)?["value"];

    private async Task<IReadOnlyList<JsonNode>> ListAsync(string what) =>
        [.. (await _control.GetFromJsonAsync<JsonArray>($"_sandbox/{what}"))!.Select(element => element!)];

    private static async Task Accepted(Task<HttpResponseMessage> sent)
    {
        using HttpResponseMessage answer = await sent;
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
