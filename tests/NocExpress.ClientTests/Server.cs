using System;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using NocExpress.Connecting;
using NocExpress.Contract;
using NocExpress.Loading;

namespace NocExpress.ClientTests;

/// <summary>The sandbox that the environment names, and clients of it.</summary>
internal static class Server
{
    private static readonly HttpClient _control = new() { BaseAddress = BaseUri };

    public static Uri BaseUri => new(Variable("BASE_URI"));

    public static INocClient Connect(int timeout = 30, int retries = 0, Uri? server = null, bool noProxy = false) => ClientLoader.CreateClient(new ClientOptions
    {
        BaseUri = server ?? BaseUri,
        TokenUri = new Uri(Variable("TOKEN_URI")),
        ClientId = Variable("CLIENT_ID"),
        ClientSecret = new NetworkCredential("", Variable("CLIENT_SECRET")).SecurePassword,
        Scope = ConnectionSettings.DefaultScope,
        RequestsPerMinute = int.MaxValue,
        Timeout = TimeSpan.FromSeconds(timeout),
        MaximumRetryCount = retries,
        NoProxy = noProxy,
    });

    public static Task ResetAsync() => AcceptedAsync(_control.PostAsync("_sandbox/reset", null));

    public static Task AddFaultAsync(string json) => AcceptedAsync(_control.PostAsync("_sandbox/faults", Json(json)));

    public static Task BehaveAsync(string json) => AcceptedAsync(_control.PutAsync("_sandbox/behaviour", Json(json)));

    public static Task<string> RequestsAsync() => _control.GetStringAsync("_sandbox/requests");

    public static Task<string> TicketsAsync() => _control.GetStringAsync("_sandbox/tickets");

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static async Task AcceptedAsync(Task<HttpResponseMessage> sent)
    {
        using HttpResponseMessage response = await sent;
        response.EnsureSuccessStatusCode();
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable("NOCEXPRESS_" + name)
        ?? throw new InvalidOperationException($"NOCEXPRESS_{name} is not set: the sandbox is to be named.");
}
