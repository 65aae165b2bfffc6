using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Connecting;
using NocExpress.Models;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

public sealed class ConnectionTests : SandboxTest
{
    private const string Path = "companies/sites";

    protected override bool Connects => false;

    [Fact]
    public async Task Connecting_gets_a_token_at_once_and_gives_no_output()
    {
        Assert.Empty(Connect().ShouldHaveNoErrors().Output);

        JsonNode request = Assert.Single(await RequestsAsync());
        Assert.Equal(("POST", "/oauth2/sandbox/v1/token"), ((string?)request["method"], (string?)request["path"]));
        Assert.Contains("scope=urn%3Agrt%3Anocexpress", (string?)request["body"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_is_used_for_every_request_after()
    {
        Connect("; Get-NocSite; Get-NocIssue").ShouldHaveNoErrors();

        IReadOnlyList<JsonNode> requests = await RequestsAsync();
        Assert.Equal(3, requests.Count);
        Assert.StartsWith("Bearer ", (string?)requests[1]["headers"]!["Authorization"], StringComparison.Ordinal);
        Assert.Equal((string?)requests[1]["headers"]!["Authorization"], (string?)requests[2]["headers"]!["Authorization"]);
    }

    [Fact]
    public void A_connection_shows_where_to_and_how()
    {
        const string script = ConnectCommand + " -MaximumRetryCount 0 -GrantedTenantMacnum 01004471 -RequestsPerMinute 30 -TimeoutSec 7 -PassThru; Get-NocConnection";

        IReadOnlyList<NocConnection> connections = Run(script).ShouldHaveNoErrors().Objects<NocConnection>();

        NocConnection connection = connections[0];
        Assert.Same(connection, connections[1]);
        Assert.Equal((Sandbox.BaseUri, Sandbox.TokenUri), (connection.BaseUri, connection.TokenUri));
        Assert.Equal(("sandbox-client", "urn:grt:nocexpress", "01004471"), (connection.ClientId, connection.Scope, connection.GrantedTenantMacnum));
        Assert.Equal((30, 7, 0), (connection.RequestsPerMinute, connection.TimeoutSec, connection.MaximumRetryCount));
        Assert.InRange(connection.TokenExpiresAt!.Value, DateTimeOffset.UtcNow.AddMinutes(50), DateTimeOffset.UtcNow.AddMinutes(61));
        Assert.False(connection.IsClosed);
    }

    [Theory]
    [InlineData(":abcdefgh")]
    [InlineData("a:b")]
    [InlineData("x")]
    public void A_token_of_whatever_form_is_used(string value)
    {
        using StubServer server = new(request => StubServer.Ok(request.StartsWith("POST", StringComparison.Ordinal) ? $$"""{"access_token":"{{value}}"}""" : "[]"));
        Shell.Set("server", server.BaseUri);

        Run("Connect-NocExpress -BaseUri $server -TokenUri \"$($server)token\" -Credential $credential; Get-NocSite").ShouldHaveNoErrors();
    }

    [Fact]
    public void A_token_that_no_server_would_take_as_a_header_is_refused()
    {
        using StubServer server = new(_ => StubServer.Ok($$"""{"access_token":"{{new string('x', 16 * 1024 + 1)}}"}"""));
        Shell.Set("server", server.BaseUri);

        NocException error = Shell.Try("Connect-NocExpress -BaseUri $server -TokenUri \"$($server)token\" -Credential $credential").ShouldFailWith("NocUnexpectedResponse");

        Assert.Contains("no access token that can be sent", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":abcdef")]
    public void A_secret_of_whatever_form_is_the_servers_to_refuse(string secret)
    {
        Shell.Set("credential", Credential(secret));

        Shell.Try(ConnectCommand).ShouldFailWith("NocAuthenticationFailed");
    }

    [Theory]
    [InlineData("oauth")]
    [InlineData("okta")]
    public async Task A_wrong_secret_fails_at_once_and_ends_the_run(string tokenErrorShape)
    {
        await SetBehaviourAsync(new { tokenErrorShape });
        Shell.Set("credential", Credential("wrong-secret"));

        Shell.Result result = Shell.Try(ConnectCommand);

        NocException error = result.ShouldFailWith("NocAuthenticationFailed");
        Assert.NotNull(result.Terminating);
        Assert.Equal(ErrorCategory.AuthenticationError, result.Errors[0].CategoryInfo.Category);
        Assert.Equal(401, error.StatusCode);
        Assert.Contains("The client id or the client secret is wrong.", error.ServerErrors);
        Assert.Contains("'sandbox-client'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Run("Get-NocConnection").Output);
    }

    [Theory]
    [InlineData("basic", "Basic")]
    [InlineData("post", "Post")]
    public async Task The_secret_is_presented_as_told(string clientAuthentication, string parameter)
    {
        await SetBehaviourAsync(new { clientAuthentication });

        Connect($"-ClientAuthentication {parameter}").ShouldHaveNoErrors();

        JsonNode request = Assert.Single(await RequestsAsync());
        Assert.Equal(parameter == "Basic", request["headers"]!["Authorization"] is not null);
        Assert.Equal(parameter == "Post", ((string)request["body"]!).Contains("client_secret=sandbox-secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("post", "Basic")]
    [InlineData("basic", "Post")]
    public async Task The_other_way_to_present_a_secret_is_named_when_the_secret_is_refused(string clientAuthentication, string parameter)
    {
        await SetBehaviourAsync(new { clientAuthentication });

        NocException error = Connect($"-ClientAuthentication {parameter}").ShouldFailWith("NocAuthenticationFailed");

        Assert.Contains("-ClientAuthentication", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_of_any_characters_arrives_by_both_ways()
    {
        SandboxOptions options = new() { RequestsPerMinute = 0, ClientSecret = "p:ä+ %&=\"€" };
        await using SandboxServer server = await SandboxServer.StartAsync(options);
        Shell.Set("base", server.BaseUri);
        Shell.Set("token", server.TokenUri);
        Shell.Set("credential", Credential(options.ClientSecret));

        Connect($"-ClientAuthentication Basic; {ConnectCommand} -ClientAuthentication Post").ShouldHaveNoErrors();
    }

    [Fact]
    public async Task A_given_access_token_is_used_as_it_is()
    {
        Connect("; Get-NocSite").ShouldHaveNoErrors();
        string header = (string)(await RequestsAsync(Path))[0]["headers"]!["Authorization"]!;
        Shell.Set("given", new System.Net.NetworkCredential("", header["Bearer ".Length..]).SecurePassword);
        await ClearRequestsAsync();

        Shell.Result result = Run("(Connect-NocExpress -BaseUri $base -AccessToken $given -PassThru).TokenUri; Get-NocSite -Store 118").ShouldHaveNoErrors();

        Assert.Null(result.Output[0]);
        JsonNode request = Assert.Single(await RequestsAsync());
        Assert.Equal(header, (string?)request["headers"]!["Authorization"]);
    }

    [Theory]
    [InlineData("-BaseUri http://api.example.com -TokenUri $token -Credential $credential", "-BaseUri")]
    [InlineData("-BaseUri $base -TokenUri http://127.0.0.1.example.com/token -Credential $credential", "-TokenUri")]
    [InlineData("-BaseUri http://10.0.0.1 -TokenUri $token -Credential $credential", "-BaseUri")]
    [InlineData("-BaseUri ftp://127.0.0.1 -TokenUri $token -Credential $credential", "-BaseUri")]
    [InlineData("-BaseUri api/v1 -TokenUri $token -Credential $credential", "-BaseUri")]
    [InlineData("-BaseUri https://me:hunter22@127.0.0.1 -TokenUri $token -Credential $credential", "-BaseUri")]
    [InlineData("-BaseUri 'https://127.0.0.1/?key=hunter22' -TokenUri $token -Credential $credential", "-BaseUri")]
    [InlineData("-BaseUri $base -TokenUri $token -Credential $credential -AccessToken $credential.Password", "-AccessToken")]
    [InlineData("-BaseUri $base -TokenUri $token -Credential $credential -Proxy $base -NoProxy", "-NoProxy")]
    public async Task An_address_that_must_not_get_a_secret_is_refused_before_any_request(string parameters, string named)
    {
        NocException error = Run("Connect-NocExpress " + parameters).ShouldFailWith("NocValidationFailed");

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22", error.Message, StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task Two_servers_are_used_side_by_side()
    {
        await using SandboxServer other = await SandboxServer.StartAsync(new SandboxOptions { RequestsPerMinute = 0, Sites = 3 });
        Shell.Set("otherBase", other.BaseUri);
        Shell.Set("otherToken", other.TokenUri);

        Shell.Result result = Run($"""
            $one = {ConnectCommand} -PassThru
            $two = Connect-NocExpress -BaseUri $otherBase -TokenUri $otherToken -Credential $credential -PassThru
            @(Get-NocSite -Connection $one).Count; @(Get-NocSite -Connection $two).Count; @(Get-NocSite).Count
            Disconnect-NocExpress $two
            @(Get-NocSite -Connection $one).Count; $two.IsClosed; $one.IsClosed
            """).ShouldHaveNoErrors();

        Assert.Equal("12 3 3 12 True False", string.Join(' ', result.Output));
    }

    [Fact]
    public async Task After_disconnecting_there_is_no_connection()
    {
        Connect().ShouldHaveNoErrors();
        await ClearRequestsAsync();

        Shell.Result result = Shell.Try("$closed = Get-NocConnection; Disconnect-NocExpress; Get-NocConnection; Get-NocSite");

        result.ShouldFailWith("NocNotConnected");
        Assert.NotNull(result.Terminating);
        Assert.Empty(result.Output);
        Run("Get-NocSite -Connection $closed").ShouldFailWith("NocNotConnected");
        Run("Disconnect-NocExpress; Disconnect-NocExpress $closed").ShouldHaveNoErrors();
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task The_tenant_of_the_connection_arrives_unless_the_call_names_another()
    {
        Connect("""
            -GrantedTenantMacnum '01004471'
            Get-NocSite -Store 118
            Get-NocSite -Store 118 -GrantedTenantMacnum 'A&B'
            Get-NocConfiguration '02145678' -Service Broadband | Get-NocIssue -GrantedTenantMacnum 7
            Get-NocTicket 4 -ErrorAction Ignore
            """).ShouldHaveNoErrors();

        IEnumerable<string?> tenants = (await RequestsAsync("/api/")).Select(request => request.Query("granted_tenant_macnum"));
        Assert.Equal(["01004471", "A&B", "01004471", "7", "7", "01004471"], tenants);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_and_the_request_repeated()
    {
        Connect().ShouldHaveNoErrors();
        await AddFaultAsync(new { path = Path, status = 401, times = 1 });

        Assert.Equal(12, Run("Get-NocSite").ShouldHaveNoErrors().Output.Count);
        Assert.Equal(2, (await RequestsAsync("/token")).Count);
        Assert.Equal([401, 200], (await RequestsAsync(Path)).Select(request => (int?)request["status"]));
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends()
    {
        await SetBehaviourAsync(new { tokenLifetime = 2 });
        Connect().ShouldHaveNoErrors();
        await Task.Delay(TimeSpan.FromSeconds(2.1));

        Run("Get-NocSite").ShouldHaveNoErrors();

        Assert.Equal([200], (await RequestsAsync(Path)).Select(request => (int?)request["status"]));
        Assert.Equal(2, (await RequestsAsync("/token")).Count);
    }
}
