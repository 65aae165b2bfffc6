using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Sandbox;

namespace NocExpress.BrowserTests;

/// <summary>A client that is not the module, and sends what the module never would.</summary>
internal sealed class SandboxClient : IDisposable
{
    private readonly HttpClient _http = new();

    public static async Task<SandboxClient> ConnectAsync(SandboxServer sandbox)
    {
        SandboxClient client = new();
        client._http.BaseAddress = sandbox.BaseUri;
        string credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{sandbox.Options.ClientId}:{sandbox.Options.ClientSecret}"));
        using HttpRequestMessage request = new(HttpMethod.Post, sandbox.TokenUri)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", credentials) },
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["scope"] = "urn:grt:nocexpress" }),
        };
        using HttpResponseMessage response = await client._http.SendAsync(request);
        string token = (string)(await response.Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!;
        client._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Opens a ticket for the first site, with a file.</summary>
    public async Task CreateAsync(string description = "The modem has no light.", string fileName = "plan.pdf", string contact = "NOC desk")
    {
        using MultipartFormDataContent form = new() { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        Dictionary<string, string> fields = new()
        {
            ["issue_name"] = "Circuit Down",
            ["initial_description"] = description,
            ["type_name"] = "Broadband Service Request",
            ["subtype_name"] = "Service Outage",
            ["configuration_ids"] = "4200000",
            ["contact_name"] = contact,
            ["contact_email_address"] = "noc@example.com",
            ["local_contact_name"] = "Store manager",
            ["local_contact_number"] = "6125550100",
            ["automatic_email_cc"] = "false",
            ["sites"] = """[{"macnum":"02145678","maintenance_window":"Anytime"}]""",
            ["access_hours"] = "8am-5pm CT",
        };
        foreach ((string name, string value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        ByteArrayContent file = new(new byte[2048]);
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{fileName}\"");
        form.Add(file);
        using HttpResponseMessage response = await _http.PostAsync("api/v1/noc/tickets/external", form);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Asks for something that may not be there, under a name that the client gives itself.</summary>
    public async Task AskAsync(string path, string userAgent = "test")
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        using HttpResponseMessage response = await _http.SendAsync(request);
    }

    public void Dispose() => _http.Dispose();
}
