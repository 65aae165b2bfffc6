using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>Connecting from the environment, which every test finds empty and leaves as it was.</summary>
public sealed class EnvironmentTests : SandboxTest
{
    private static readonly string[] _names =
        ["BASE_URI", "TOKEN_URI", "CLIENT_ID", "CLIENT_SECRET", "ACCESS_TOKEN", "GRANTED_TENANT_MACNUM", "PACING_PATH", "TRACE_PATH", "LIST_ENCODING"];

    private readonly Dictionary<string, string?> _before = [];

    protected override bool Connects => false;

    public override async Task InitializeAsync()
    {
        foreach (string name in _names)
        {
            _before[name] = Environment.GetEnvironmentVariable("NOCEXPRESS_" + name);
            Put(name, null);
        }

        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        foreach ((string name, string? value) in _before)
        {
            Put(name, value);
        }
    }

    [Theory]
    [InlineData("Get-NocSite")]
    [InlineData("Get-NocConfiguration -Macnum '1' -Service DIA")]
    [InlineData("Get-NocIssue")]
    public void A_base_URI_that_leads_to_another_server_is_named_where_it_was_given(string command)
    {
        Put("BASE_URI", $"{Sandbox.BaseUri}elsewhere");
        Put("TOKEN_URI", Sandbox.TokenUri.ToString());
        Put("CLIENT_ID", Options.ClientId);
        Put("CLIENT_SECRET", Options.ClientSecret);

        NocException error = Run(command).ShouldFailWith("NocRequestRejected");

        Assert.Contains("NOCEXPRESS_BASE_URI", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_an_empty_environment_the_error_says_all_that_is_missing()
    {
        Shell.Result result = Shell.Try("Get-NocSite");

        NocException error = result.ShouldFailWith("NocNotConnected");
        Assert.NotNull(result.Terminating);
        Assert.Equal("ConnectionError", result.Errors[0].CategoryInfo.Category.ToString());
        Assert.Contains("Connect-NocExpress", error.Message, StringComparison.Ordinal);
        Assert.All(_names.SkipLast(4), name => Assert.Contains("NOCEXPRESS_" + name, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("BASE_URI")]
    [InlineData("TOKEN_URI")]
    [InlineData("CLIENT_ID")]
    [InlineData("CLIENT_SECRET")]
    public async Task Only_the_variables_that_are_missing_are_listed(string missing)
    {
        PutAll();
        Put(missing, " ");

        NocException error = Run("Get-NocSite").ShouldFailWith("NocNotConnected");

        Assert.Contains("NOCEXPRESS_" + missing, error.Message, StringComparison.Ordinal);
        Assert.Equal(missing.EndsWith("URI", StringComparison.Ordinal), !error.Message.Contains("NOCEXPRESS_CLIENT_ID", StringComparison.Ordinal));
        Assert.Equal(missing == "BASE_URI", error.Message.Contains("NOCEXPRESS_BASE_URI", StringComparison.Ordinal));
        Assert.DoesNotContain("sandbox-secret", error.Message, StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task A_cmdlet_connects_by_itself_and_once()
    {
        PutAll();

        Shell.Result result = Run("Get-NocSite -Store 118; Get-NocSite -Store 119; (Get-NocConnection).ClientId").ShouldHaveNoErrors();

        Assert.Equal(3, result.Output.Count);
        Assert.Equal("sandbox-client", result.Output[2].BaseObject);
        Assert.Single(await RequestsAsync("/token"));
    }

    [Fact]
    public async Task The_tenant_of_the_environment_arrives()
    {
        PutAll();
        Put("GRANTED_TENANT_MACNUM", "01004471");

        Run("Connect-NocExpress; Get-NocSite; Connect-NocExpress -GrantedTenantMacnum 7; Get-NocSite").ShouldHaveNoErrors();

        Assert.Equal(["01004471", "7"], (await RequestsAsync("companies/sites")).Select(request => request.Query("granted_tenant_macnum")));
    }

    [Theory]
    [InlineData("brackets", "")]
    [InlineData("Dots", "-ListEncoding Brackets")]
    [InlineData(" BRACKETS ", "")]
    public void The_form_of_lists_comes_from_the_environment_where_no_parameter_says_it(string value, string parameter)
    {
        PutAll();
        Put("LIST_ENCODING", value);

        NocExpress.Connecting.NocConnection connection = Run($"Connect-NocExpress {parameter} -PassThru").ShouldHaveNoErrors().Objects<NocExpress.Connecting.NocConnection>()[0];

        Assert.Equal(NocListEncoding.Brackets, connection.ListEncoding);
    }

    [Theory]
    [InlineData("xml")]
    [InlineData("1")]
    [InlineData("Json,Dots")]
    public void A_form_of_lists_that_is_none_is_refused_by_the_variables_name(string value)
    {
        PutAll();
        Put("LIST_ENCODING", value);

        NocException error = Run("Connect-NocExpress").ShouldFailWith("NocValidationFailed");

        Assert.Contains("NOCEXPRESS_LIST_ENCODING must be one of Json, JsonItems, Brackets, Dots", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_goes_before_the_environment()
    {
        PutAll();
        Put("CLIENT_SECRET", "wrong-secret");
        Put("BASE_URI", "https://127.0.0.1:1/");

        Run("Connect-NocExpress -BaseUri $base -Credential $credential; Get-NocSite").ShouldHaveNoErrors();

        Assert.Equal(2, (await RequestsAsync()).Count);
    }

    [Fact]
    public async Task An_access_token_in_the_environment_is_enough_with_the_server()
    {
        Put("BASE_URI", Sandbox.BaseUri.ToString());
        Put("ACCESS_TOKEN", "no-such-token");

        Run("Get-NocSite").ShouldFailWith("NocAuthenticationFailed");

        Assert.Equal("Bearer no-such-token", (string?)Assert.Single(await RequestsAsync())["headers"]!["Authorization"]);
    }

    [Fact]
    public async Task A_client_id_and_secret_go_before_an_access_token()
    {
        PutAll();
        Put("ACCESS_TOKEN", "no-such-token");

        Run("Get-NocSite").ShouldHaveNoErrors();

        Assert.Single(await RequestsAsync("/token"));
    }

    [Theory]
    [InlineData("http://api.example.com")]
    [InlineData("not a uri")]
    public async Task An_address_that_may_not_be_used_is_refused_by_the_variables_name(string address)
    {
        PutAll();
        Put("BASE_URI", address);

        NocException error = Run("Get-NocSite").ShouldFailWith("NocValidationFailed");

        Assert.Contains("NOCEXPRESS_BASE_URI", error.Message, StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
    }

    [Theory]
    [InlineData("https://svc:Pa5w#rd@api.example.com")]
    [InlineData("https://svc:99?Pa5wrd@api.example.com")]
    [InlineData("https://svc:Pa5w@rd@api.example.com")]
    public void A_password_in_an_address_is_not_repeated(string address)
    {
        PutAll();
        Put("BASE_URI", address);

        NocException error = Run("Get-NocSite").ShouldFailWith("NocValidationFailed");

        Assert.Contains("'api.example.com'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Pa5w", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>.NET takes the folder out of such a path, and the system goes through it.</summary>
    [Fact]
    public void A_path_that_leads_back_out_of_a_folder_that_is_not_there_is_that_of_its_file()
    {
        string folder = System.IO.Directory.CreateTempSubdirectory("noc-pacing-").FullName;
        PutAll();
        Put("PACING_PATH", System.IO.Path.Combine(folder, "none", "..", "pacing"));

        Run("Connect-NocExpress; Connect-NocExpress; Get-NocIssue").ShouldHaveNoErrors();

        Assert.True(System.IO.File.Exists(System.IO.Path.Combine(folder, "pacing")));
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_wrong_secret_in_the_environment_ends_the_run_and_is_not_told()
    {
        PutAll();
        Put("CLIENT_SECRET", "wrong-secret");

        Shell.Result result = Shell.Try("Get-NocSite");

        NocException error = result.ShouldFailWith("NocAuthenticationFailed");
        Assert.NotNull(result.Terminating);
        Assert.DoesNotContain("wrong-secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BASE_URI", "https://api.example.com/\n/evil")]
    [InlineData("TOKEN_URI", "https://login.example.com/\u001b[2J")]
    [InlineData("CLIENT_ID", "sandbox\r\nclient")]
    [InlineData("CLIENT_SECRET", "sandbox-\nsecret")]
    [InlineData("GRANTED_TENANT_MACNUM", "0100\t4471")]
    [InlineData("PACING_PATH", "/tmp/pa\u0007cing")]
    [InlineData("CLIENT_SECRET", null)]
    [InlineData("CLIENT_ID", null)]
    public async Task A_value_that_is_no_setting_is_refused_by_the_variables_name_and_not_told(string name, string? value)
    {
        PutAll();
        Put(name, value ?? new string('~', 20_000));

        NocException error = Run("Get-NocSite").ShouldFailWith("NocValidationFailed");

        Assert.Contains("NOCEXPRESS_" + name + " holds", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value ?? "~", error.ToString(), StringComparison.Ordinal);
        Assert.True(error.Message.Length < 200, error.Message);
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public async Task An_access_token_over_two_lines_is_refused_and_not_told()
    {
        Put("BASE_URI", Sandbox.BaseUri.ToString());
        Put("ACCESS_TOKEN", "no-such\ntoken");

        NocException error = Run("Get-NocSite").ShouldFailWith("NocValidationFailed");

        Assert.Contains("NOCEXPRESS_ACCESS_TOKEN holds a control character", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("no-such", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
    }

    [Fact]
    public void The_end_of_a_line_after_a_value_is_no_part_of_it()
    {
        PutAll();
        Put("CLIENT_SECRET", "sandbox-secret\r\n");

        Run("Get-NocSite").ShouldHaveNoErrors();
    }

    private void PutAll()
    {
        Put("BASE_URI", Sandbox.BaseUri.ToString());
        Put("TOKEN_URI", Sandbox.TokenUri.ToString());
        Put("CLIENT_ID", "sandbox-client");
        Put("CLIENT_SECRET", "sandbox-secret");
    }

    private static void Put(string name, string? value) => Environment.SetEnvironmentVariable("NOCEXPRESS_" + name, value);
}
