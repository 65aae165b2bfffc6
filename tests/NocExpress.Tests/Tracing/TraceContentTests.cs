using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tracing;

/// <summary>What a trace may be sent to anybody for: nothing of a customer is in it, and all that tells how the server speaks.</summary>
public sealed class TraceContentTests : TraceTest
{
    /// <summary>A shorter value is a part of other words, and is looked for as a whole value alone.</summary>
    private const int Telling = 5;

    /// <summary>What the user typed.</summary>
    private static readonly string[] _typed =
    [
        "Minneapolis", "Circuit Down", "The modem is dark", "since 4 am", "INC-40071", "ops@example.com", "Night guard", "6125550177", "site plan", "Anytime", "8am-5pm CT", "NOC desk", "noc@example.com",
        "Store manager", "6125550100",
    ];

    private static readonly string[] _secrets = ["sandbox-secret", "sandbox-client"];

    [Fact]
    public async Task No_value_of_a_customer_is_in_a_trace()
    {
        ConnectTraced();
        Run(Job + "Get-NocSite; Get-NocSite | Where-Object Macnum | Get-NocConfiguration; Get-NocIssue").ShouldHaveNoErrors();
        Run("Get-NocTicket 424242; Invoke-NocRequest accounts/harborline; Invoke-NocRequest x POST -Body @{ number = 6125550177; 'Night guard' = 'Night guard' }");
        HashSet<string> customers = [.. await CustomersValuesAsync(), .. _typed, "424242", "harborline"];
        Assert.True(customers.Count > 100, $"{customers.Count}");

        string trace = File.ReadAllText(TracePath);
        HashSet<string> values = [.. Entries().SelectMany(Values)];

        Assert.Contains("***(8)", values);
        string text = trace + string.Join('\n', values);
        Assert.All(customers.Where(value => value.Length >= Telling), value => Assert.DoesNotContain(value, text, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(customers.Intersect(values, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task With_TraceContent_the_values_are_in_it()
    {
        ConnectTraced("-TraceContent");
        Run(Job).ShouldHaveNoErrors();

        string text = string.Join('\n', Entries().SelectMany(Values));

        Assert.All(_typed, value => Assert.Contains(value, text, StringComparison.Ordinal));
        Assert.Contains((string)(await TicketsAsync())[0]["macnum"]!, text, StringComparison.Ordinal);
        Assert.Contains("search=Minneapolis", Url(EntriesOf("companies/sites")[0]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic", "")]
    [InlineData("Post", "")]
    [InlineData("Basic", "-TraceContent")]
    [InlineData("Post", "-TraceContent")]
    public async Task No_secret_token_or_cookie_is_in_a_trace(string clientAuthentication, string content)
    {
        await AddFaultAsync(new { path = "companies/sites", status = 400, body = "your secret is sandbox-secret", times = 1 });
        ConnectTraced($"-ClientAuthentication {clientAuthentication} {content}");
        string token = await TokenAsync();

        Run("Get-NocSite; Invoke-NocRequest 'x?access_token=quite-another-1&page=2' POST -Body @{ password = 'quite-another-2'; token = @{ value = 'quite-another-3' }; api_key = 40071 }");

        string trace = File.ReadAllText(TracePath);
        Assert.All(
            [token, .. _secrets, Convert.ToBase64String("sandbox-client:sandbox-secret"u8), "quite-another", "40071"],
            secret => Assert.DoesNotContain(secret, trace, StringComparison.Ordinal));
        Assert.Equal("Bearer ***", Header(EntriesOf("companies/sites")[0]["request"]!, "Authorization"));
        JsonNode asked = EntriesOf("/token")[0];
        Assert.Equal("client_credentials", (string?)Sent(asked, "grant_type")["value"]);
        Assert.Contains("""
            "access_token":"***"
            """.Trim(), Content(asked), StringComparison.Ordinal);
        Assert.Contains("""
            "expires_in":3600
            """.Trim(), Content(asked), StringComparison.Ordinal);
        Assert.EndsWith("?access_token=***&page=2", Url(Entries()[^1]), StringComparison.Ordinal);
        if (clientAuthentication == "Post")
        {
            Assert.Equal("***", (string?)Sent(asked, "client_secret")["value"]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-TraceContent")]
    public void A_cookie_and_the_rest_of_a_redirect_are_not_shown(string content)
    {
        using StubServer server = new(_ => "HTTP/1.1 302 Moved Harborline\r\nLocation: https://login.example.com/way/Harborline?ticket=77\r\nSet-Cookie: session=Harborline\r\nX-Request-Id: req-1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        ConnectTo(server.BaseUri, $"-TracePath $trace {content}");

        Run("Get-NocSite");

        JsonNode response = Entries()[^1]["response"]!;
        Assert.Equal("***", Header(response, "Set-Cookie"));
        Assert.Equal("https://login.example.com/***", (string?)response["redirectURL"]);
        Assert.Equal("req-1", Header(response, "X-Request-Id"));
        Assert.DoesNotContain("session=", File.ReadAllText(TracePath), StringComparison.Ordinal);
        Assert.Equal(content.Length == 0 ? "Found" : "Moved Harborline", (string?)response["statusText"]);
    }

    /// <summary>Masked, a body still says what shape it has.</summary>
    [Theory]
    [InlineData("""{"results":[{"id":70,"name":"Lakeland","is_chronic":false,"x":null,"zip":""}],"info":{"total":12}}""", """{"results":[{"id":99,"name":"***(8)","is_chronic":false,"x":null,"zip":""}],"info":{"total":12}}""")]
    [InlineData("""{"detail":[{"loc":["body","sites",0,"macnum"],"msg":"field required"}]}""", """{"detail":[{"loc":["body","sites",9,"macnum"],"msg":"***(14)"}]}""")]
    [InlineData("""{"errors":{"sites[0].macnum":["Lakeland has none"],"02145678":[-1.5e3]}}""", """{"errors":{"sites[0].macnum":["***(17)"],"***(8)":[-9.9e9]}}""")]
    [InlineData("""{"detail":{"jane.doe@acme.com":["x"],"jane.doe":1,"jane@acme":2,"$ref":3,"@type":4}}""", """{"detail":{"***(17)":["***(1)"],"***(8)":9,"***(9)":9,"$ref":9,"@type":9}}""")]
    [InlineData("[{\"name\":\"\\ud800\"}]", """[{"name":"***(6)"}]""")]
    [InlineData("{\"a\":1}\n{\"a\":2}\n", null)]
    [InlineData("<html><title>Lakeland</title></html>", null)]
    [InlineData("", null)]
    public void A_masked_body_keeps_its_shape_and_what_is_no_JSON_its_length_alone(string body, string? masked)
    {
        using StubServer server = new(_ => StubServer.Ok(body));
        ConnectTo(server.BaseUri, "-TracePath $trace");

        Run("Invoke-NocRequest x -Raw");

        JsonNode content = Entries()[^1]["response"]!["content"]!;
        Assert.Equal(masked, (string?)content["text"]);
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(body), (int)content["size"]!);
    }

    /// <summary>A secret is a secret in any answer, in whatever encoding, and as a name.</summary>
    [Fact]
    public void A_secret_in_a_name_or_a_number_is_not_shown_with_the_content()
    {
        Shell.Set("given", new System.Net.NetworkCredential("", "40071555").SecurePassword);
        using StubServer server = new(_ => StubServer.Ok("""{"40071555":1,"n":40071555,"t":"%34%30071555","site":"Lakeland"}"""));
        Shell.Set("server", server.BaseUri);

        Run("Connect-NocExpress -BaseUri $server -AccessToken $given -TracePath $trace -TraceContent; Invoke-NocRequest x -Raw").ShouldHaveNoErrors();

        Assert.Equal("""{"***":1,"n":"***","t":"***","site":"Lakeland"}""", Content(Entries()[^1]));
    }

    [Fact]
    public void TraceContent_without_a_trace_is_refused() =>
        Assert.Contains("-TracePath", Shell.Try($"{ConnectCommand} -TraceContent").ShouldFailWith("NocValidationFailed").Message, StringComparison.Ordinal);

    /// <summary>Every value that the sandbox's company has, as it answers to anybody who asks.</summary>
    private async Task<IReadOnlyList<string>> CustomersValuesAsync()
    {
        using HttpClient client = new() { BaseAddress = Sandbox.BaseUri };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync());
        JsonNode sites = JsonNode.Parse(await client.GetStringAsync("api/v1/noc/companies/sites"))!;
        string macnums = string.Join(',', sites["results"]!.AsArray().Select(site => (string?)site!["macnum"]).OfType<string>());
        string services = string.Join(',', Rules.ServiceNames.All.Select(Uri.EscapeDataString));
        JsonNode configurations = JsonNode.Parse(await client.GetStringAsync($"api/v1/noc/configurations/external?macnums={macnums}&services={services}"))!;
        return [.. Values(sites), .. Values(configurations), .. (await TicketsAsync()).SelectMany(Values)];
    }

    private async Task<string> TokenAsync()
    {
        Run("Get-NocIssue");
        return ((string)(await RequestsAsync("tickets/static"))[0]["headers"]!["Authorization"]!)["Bearer ".Length..];
    }

    /// <summary>The texts and numbers within JSON, also within texts that are JSON themselves.</summary>
    private static IEnumerable<string> Values(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Values(field.Value)),
        JsonArray elements => elements.SelectMany(Values),
        JsonValue value when value.TryGetValue(out string? text) => text.Length == 0 ? [] : text[0] is '{' or '[' ? Values(JsonNode.Parse(text)).Append(text) : [text],
        JsonValue value when value.TryGetValue(out decimal number) => [number.ToString(CultureInfo.InvariantCulture)],
        _ => [],
    };
}
