using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Requests;

/// <summary>Invoke-NocRequest: any path of the API, with the connection's token and no other server's.</summary>
public sealed class InvokeTests : TicketTest
{
    private const string Notes = "api/v1/noc/notes";

    [Theory]
    [InlineData("api/v1/noc/companies/sites")]
    [InlineData("/api/v1/noc/companies/sites")]
    [InlineData("$base/api/v1/noc/companies/sites")]
    [InlineData("api/v1/noc/companies/sites?search=nowhere%20at%20all")]
    public async Task A_path_below_the_base_URI_is_asked_for_with_the_token(string path)
    {
        Run($"""$base = "$base".TrimEnd('/'); Invoke-NocRequest "{path}" """).ShouldHaveNoErrors();

        JsonNode request = Assert.Single(await RequestsAsync());
        Assert.Equal("/api/v1/noc/companies/sites", (string)request["path"]!);
        Assert.StartsWith("Bearer ", (string)request["headers"]!["Authorization"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_outside_the_base_URI_is_refused_and_gets_no_token()
    {
        const string path = "https://elsewhere.example/api/v1/noc/companies/sites";
        foreach (string method in new[] { "GET", "POST -WhatIf" })
        {
            NocException error = Run($"Invoke-NocRequest '{path}' -Method {method}").ShouldFailWith("NocValidationFailed");

            Assert.Contains($"-Path '{path}'", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task A_path_does_not_lead_out_of_a_base_URI_that_has_a_path_of_its_own()
    {
        NocException error = Run("""
            $deep = Connect-NocExpress -BaseUri "$($base)tenant/" -TokenUri $token -Credential $credential -PassThru
            Invoke-NocRequest '../admin' -Connection $deep
            """).ShouldFailWith("NocValidationFailed");

        Assert.Contains("-Path", error.Message, StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync("admin"));
    }

    [Fact]
    public async Task A_query_is_escaped_and_its_lists_are_separated_by_commas()
    {
        Run("""
            Invoke-NocRequest api/v1/noc/configurations/external -GrantedTenantMacnum '07' -Query ([ordered]@{
                macnums = '02145678', 39639469; services = 'Mobility Access / M2M'; 'a&b' = 'c=d#e%'; flag = $true; none = $null })
            """).ShouldHaveNoErrors();

        Assert.Equal(
            "?macnums=02145678,39639469&services=Mobility%20Access%20%2F%20M2M&a%26b=c%3Dd%23e%25&flag=true&granted_tenant_macnum=07",
            (string)Assert.Single(await RequestsAsync())["query"]!);
    }

    [Fact]
    public async Task A_query_in_the_path_and_one_beside_it_go_out_together()
    {
        Run("Invoke-NocRequest 'api/v1/noc/companies/sites?search=a%26b' -Query @{ page_size = 5 }").ShouldHaveNoErrors();

        Assert.Equal("?search=a%26b&page_size=5", (string)Assert.Single(await RequestsAsync())["query"]!);
    }

    [Theory]
    [InlineData("Invoke-NocRequest api/v1/x -Query @{ $half = 1 }")]
    [InlineData("Invoke-NocRequest api/v1/x POST -Form @{ $half = 1 }")]
    [InlineData("Invoke-NocRequest api/v1/x POST -Form @{ a = 1 } -GrantedTenantMacnum $half")]
    public async Task Half_a_character_in_a_name_or_in_the_tenant_is_refused(string command)
    {
        Shell.Set("half", "a\uD800");

        Assert.Contains("U+D800", Run(command).ShouldFailWith("NocValidationFailed").Message, StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task Only_the_parameter_of_the_tenant_itself_takes_the_place_of_the_connections_tenant()
    {
        Run("Invoke-NocRequest 'api/v1/noc/companies/sites?x_granted_tenant_macnum=1' -GrantedTenantMacnum 07").ShouldHaveNoErrors();

        Assert.Equal("?x_granted_tenant_macnum=1&granted_tenant_macnum=07", (string)Assert.Single(await RequestsAsync())["query"]!);
    }

    [Fact]
    public async Task The_values_of_a_query_in_the_path_are_in_no_stream()
    {
        await AddFaultAsync(new { path = "companies/sites", status = 400, body = "no" });

        Shell.Result result = Run("Invoke-NocRequest 'api/v1/noc/companies/sites?signature=q7Zx0' -Verbose");

        NocException error = result.ShouldFailWith("NocRequestRejected");
        Assert.Contains("-Path 'api/v1/noc/companies/sites'", error.Message, StringComparison.Ordinal);
        Assert.Contains("GET /api/v1/noc/companies/sites 400", Assert.Single(result.Verbose), StringComparison.Ordinal);
        Assert.DoesNotContain("q7Zx0", $"{result.Errors[0]}{error}{result.HostText}", StringComparison.Ordinal);
        Assert.Contains("q7Zx0", (string)Assert.Single(await RequestsAsync())["query"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_a_list_that_holds_the_separator_is_refused()
    {
        NocException error = Run("Invoke-NocRequest api/v1/x -Query @{ macnums = '1,2', '3' }").ShouldFailWith("NocValidationFailed");

        Assert.Contains("'1,2'", error.Message, StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task A_list_comes_out_element_by_element_and_an_object_as_one()
    {
        Assert.Equal("02145678", Run("Invoke-NocRequest api/v1/noc/companies/sites -Query @{ search = 'Minneapolis' } | ForEach-Object { $_.results ?? $_ } | ForEach-Object macnum | Select-First 1").Output.Single().BaseObject);
        await AddFaultAsync(new { path = Notes, status = 200, body = """[{"id": 1, "tags": ["a", {"deep": 1.5}]}, {"id": 2}]""" });
        Shell.Result list = Run($"Invoke-NocRequest {Notes}").ShouldHaveNoErrors();
        Assert.Equal([1L, 2L], list.Output.Select(note => note.Properties["id"].Value));
        Assert.Equal(1.5m, Run($"(Invoke-NocRequest {Notes})[0].tags[1].deep").Output.Single().BaseObject);
    }

    [Fact]
    public async Task A_number_keeps_its_digits()
    {
        await AddFaultAsync(new { path = Notes, status = 200, body = """[123456789012345678901234567890123, 1e400]""" });

        Assert.Equal(["123456789012345678901234567890123", "1e400"], Run($"Invoke-NocRequest {Notes}").ShouldHaveNoErrors().Output.Select(number => number.ToString()));
    }

    [Theory]
    [InlineData("psobject")]
    [InlineData("PSTypeNames")]
    public async Task Names_that_are_PowerShells_own_are_not_lost(string name)
    {
        await AddFaultAsync(new { path = Notes, status = 200, body = $$"""{"{{name}}":1,"a":2}""" });

        System.Collections.IDictionary answer = Assert.IsType<System.Collections.IDictionary>(Assert.Single(Run($"Invoke-NocRequest {Notes} POST").ShouldHaveNoErrors().Output).BaseObject, exactMatch: false);

        Assert.Equal(1L, answer[name]);
    }

    [Fact]
    public async Task Names_that_differ_in_case_alone_are_not_lost()
    {
        await AddFaultAsync(new { path = Notes, status = 200, body = """{"id": 1, "ID": 2, "": 3}""" });

        Assert.Equal([1L, 2L, 3L], Run($"$note = Invoke-NocRequest {Notes}; $note['id']; $note['ID']; $note['']").ShouldHaveNoErrors().Objects<long>());
    }

    [Fact]
    public async Task Raw_gives_the_text_as_it_came()
    {
        const string Text = "a,b\n\"1\",é\n";
        await AddFaultAsync(new { path = Notes, status = 200, body = Text, contentType = "text/csv" });

        Assert.Equal(Text, Run($"Invoke-NocRequest {Notes} -Raw").ShouldHaveNoErrors().Output.Single().BaseObject);
        NocException error = Run($"Invoke-NocRequest {Notes}").ShouldFailWith("NocUnexpectedResponse");
        Assert.Contains("-Raw", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_response_gives_nothing()
    {
        await AddFaultAsync(new { path = Notes, status = 204 });

        Assert.Empty(Run($"Invoke-NocRequest {Notes} -Method DELETE").ShouldHaveNoErrors().Output);
        Assert.Equal("DELETE", (string)Assert.Single(await RequestsAsync())["method"]!);
    }

    [Fact]
    public async Task A_body_goes_out_as_JSON()
    {
        await AddFaultAsync(new { path = Notes, status = 201, body = """{"id": 7}""" });

        Shell.Result result = Run($$"""
            $body = [ordered]@{ text = "Größe ""x"" `$"; id = 42L; rate = 1.5; open = $true; none = $null; list = 1, 'two', @{ three = 3 }
                at = [datetimeoffset]'2026-01-02T03:04:05Z'; kind = [System.DayOfWeek]::Monday; made = [pscustomobject]@{ a = 1 } }
            Invoke-NocRequest {{Notes}} -Method Post -Body $body
            """).ShouldHaveNoErrors();

        Assert.Equal(7L, result.Output.Single().Properties["id"].Value);
        JsonNode request = Assert.Single(await RequestsAsync());
        Assert.StartsWith("application/json", (string)request["contentType"]!, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {"text": "Größe \"x\" $", "id": 42, "rate": 1.5, "open": true, "none": null, "list": [1, "two", {"three": 3}],
                "at": "2026-01-02T03:04:05.0000000+00:00", "kind": "Monday", "made": {"a": 1}}
                """),
            JsonNode.Parse((string)request["body"]!)));
    }

    [Fact]
    public async Task A_text_as_the_body_is_JSON_that_is_ready()
    {
        await AddFaultAsync(new { path = Notes, status = 200, body = "{}" });

        Run($$"""Invoke-NocRequest {{Notes}} -Method PUT -Body '{"a":[1]}'""").ShouldHaveNoErrors();

        Assert.Equal("""{"a":[1]}""", (string)Assert.Single(await RequestsAsync())["body"]!);
    }

    [Theory]
    [InlineData("'no json'", "-Body")]
    [InlineData("@{ secret = ConvertTo-Secure }", "SecureString")]
    [InlineData("@{ rate = [double]::NaN }", "NaN")]
    [InlineData("@{ text = [string][char]0xD800 }", "surrogate")]
    [InlineData("(& { $a = @{}; $a.a = $a; $a })", "holds itself")]
    [InlineData("@{ process = [Diagnostics.Process]::new() }", "that cannot be read (")]
    public async Task A_body_that_has_no_form_in_JSON_is_refused(string body, string named)
    {
        Shell.Set("secure", new System.Net.NetworkCredential("", "x").SecurePassword);

        NocException error = Run($"Invoke-NocRequest {Notes} -Method POST -Body {body.Replace("ConvertTo-Secure", "$secure", StringComparison.Ordinal)}").ShouldFailWith("NocValidationFailed");

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task A_form_holds_texts_lists_and_files()
    {
        await AddFaultAsync(new { path = Notes, status = 200, body = "{}" });

        // Windows has no quotes in names.
        string name = OperatingSystem.IsWindows() ? "photo 1.bin" : "photo \"1\".bin";
        string path = WriteFile(name, 300_000);
        Shell.Set("file", new FileInfo(path));

        Run($"Invoke-NocRequest {Notes} -Method POST -GrantedTenantMacnum '07' -Form ([ordered]@{{ text = '{path}'; ids = 1, 2; open = $false; file = $file }})").ShouldHaveNoErrors();

        JsonNode request = Assert.Single(await RequestsAsync());
        Assert.Equal(
            [("text", path), ("ids", "1"), ("ids", "2"), ("open", "false"), ("granted_tenant_macnum", "07")],
            request["fields"]!.AsArray().Select(field => ((string)field!["name"]!, (string)field["value"]!)));
        JsonNode file = Assert.Single(request["files"]!.AsArray())!;
        Assert.Equal(("file", name, 300_000L), ((string)file["name"]!, (string)file["fileName"]!, (long)file["size"]!));
    }

    [Theory]
    [InlineData("@{ file = $missing }", "does not exist")]
    [InlineData("@{ sites = @{ macnum = 1 } }", "ConvertTo-Json")]
    [InlineData("@{ text = [string][char]0xD800 }", "U+D800")]
    [InlineData("@{ \"a`nb\" = 1 }", "control character")]
    public async Task A_form_that_cannot_be_sent_is_refused(string form, string named)
    {
        Shell.Set("missing", new FileInfo(Path.Combine(Folder, "missing.pdf")));

        NocException error = Run($"Invoke-NocRequest {Notes} -Method POST -Form {form}").ShouldFailWith("NocValidationFailed");

        Assert.Contains("-Form", error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
    }

    [Theory]
    [InlineData("-Body @{ a = 1 }")]
    [InlineData("-Form @{ a = 1 }")]
    public async Task A_GET_has_no_body(string parameter)
    {
        Run($"Invoke-NocRequest {Notes} {parameter}").ShouldFailWith("NocValidationFailed");

        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task WhatIf_says_what_would_be_sent_and_a_GET_is_sent_all_the_same()
    {
        Shell.Result result = Run($"Invoke-NocRequest {Notes} -Method DELETE -WhatIf; Invoke-NocRequest api/v1/noc/companies/sites -WhatIf").ShouldHaveNoErrors();

        Assert.Contains($"\"Send DELETE request\" on target \"{Notes}\"", result.HostText, StringComparison.Ordinal);
        Assert.Equal("GET", (string)Assert.Single(await RequestsAsync())["method"]!);
    }

    [Fact]
    public void An_unknown_path_names_the_parameter()
    {
        Shell.Result result = Run("Invoke-NocRequest api/v1/noc/nowhere");

        NocException error = result.ShouldFailWith("NocRequestRejected");
        Assert.Equal(ErrorCategory.ObjectNotFound, result.Errors[0].CategoryInfo.Category);
        Assert.Contains("-Path 'api/v1/noc/nowhere'", error.Message, StringComparison.Ordinal);
        Assert.Equal(404, error.StatusCode);
    }

    [Fact]
    public async Task A_GET_is_tried_again()
    {
        await AddFaultAsync(new { path = "companies/sites", status = 503, times = 1, retryAfterSeconds = 0 });
        Connect().ShouldHaveNoErrors();
        await ClearRequestsAsync();

        Run("Invoke-NocRequest api/v1/noc/companies/sites").ShouldHaveNoErrors();

        Assert.Equal(2, (await RequestsAsync("companies/sites")).Count);
    }

    public static TheoryData<string, object, string> Failures => new()
    {
        { "POST", new { path = Notes, status = 503 }, "NocOutcomeUnknown" },
        { "PUT", new { path = Notes, status = 429, retryAfterSeconds = 0 }, "NocRateLimited" },
        { "PATCH", new { path = Notes, status = 401 }, "NocAuthenticationFailed" },
        { "DELETE", new { path = Notes, cut = true }, "NocOutcomeUnknown" },
        { "POST", new { path = Notes, cut = true, when = "after" }, "NocOutcomeUnknown" },
        { "POST", new { path = Notes, status = 408 }, "NocOutcomeUnknown" },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task A_request_that_is_no_GET_is_sent_once_whatever_becomes_of_it(string method, object fault, string id)
    {
        await AddFaultAsync(fault);
        Connect().ShouldHaveNoErrors();
        await ClearRequestsAsync();

        NocException error = Run($"Invoke-NocRequest {Notes} -Method {method} -Body @{{ a = 1 }}").ShouldFailWith(id);

        Assert.Single(await RequestsAsync());
        Assert.Equal(id != "NocOutcomeUnknown", error.SafeToRetry);
        Assert.DoesNotContain("ticket", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task After_a_refused_token_the_next_request_has_another()
    {
        await AddFaultAsync(new { path = Notes, status = 401, times = 1 });
        NocException error = Run($"Invoke-NocRequest {Notes} -Method POST").ShouldFailWith("NocAuthenticationFailed");
        Assert.Contains("the next request gets a fresh one", error.Message, StringComparison.Ordinal);
        await ClearRequestsAsync();

        Run("Invoke-NocRequest api/v1/noc/companies/sites").ShouldHaveNoErrors();

        Assert.Equal(["/oauth2/sandbox/v1/token", "/api/v1/noc/companies/sites"], (await RequestsAsync()).Select(request => (string)request["path"]!));
    }

    [Fact]
    public void A_request_that_is_no_GET_to_a_server_that_is_not_there_is_a_failed_connection()
    {
        ConnectTo(SocketServer.ClosedUri());

        IReadOnlyList<ErrorRecord> errors = Run($"Invoke-NocRequest {Notes} -Method DELETE").Errors;

        Assert.StartsWith("NocConnectionFailed,", Assert.Single(errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
