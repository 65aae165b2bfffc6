using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Secrecy;

/// <summary>
/// Every cmdlet, with every stream on, against a server that fails in every way and tells all it knows: no secret is in anything that a user, a log or
/// a file gets.
/// </summary>
public sealed class LeakTests : IDisposable
{
    private const string Loud = " -Verbose -Debug -InformationAction Continue";

    private const string Ticket = """
        [pscustomobject]@{ Macnum = '1'; ConfigurationId = '10'; TypeName = 'T'; SubtypeName = 'S' } | New-NocTicket -IssueName I -MaintenanceWindow Anytime `
            -AccessHours 8-5 -ContactName 'NOC desk' -ContactEmailAddress noc@example.com -LocalContactName Manager -LocalContactNumber 6125550100
        """;

    private static readonly string[] _commands =
    [
        "Get-NocSite -Search Minneapolis",
        "Get-NocConfiguration 1, 2 -Service Broadband",
        "Get-NocIssue -TypeName T -SubtypeName S",
        "Get-NocTicket 7",
        Ticket,
        Ticket + " -SkipIssueCheck -Attachment $attachment -CustomerTicketNumber INC-7",
        Ticket + " -SkipIssueCheck -JournalPath $journal",
        Ticket + " -SkipIssueCheck -JournalPath $journal -RetryUnknown",
        Ticket + " -SkipIssueCheck -JournalPath $damagedJournal",
        Ticket + " -SkipIssueCheck -JournalPath $folder",
        Ticket + " -Preview",
        Ticket + " -WhatIf",
        "New-NocContact -Type 'Local Contact' -Name A -Number 6125550100",
        "Invoke-NocRequest anything",
        "Invoke-NocRequest anything -Query @{ a = 1 }",
        "Invoke-NocRequest anything POST -Body @{ a = 1 }",
        "Invoke-NocRequest anything PUT -Form @{ a = Get-Item $attachment }",
        "Test-NocConnection -Macnum 1 -IncludeCreate -Confirm:$false",
        "Get-NocConnection",
        "Get-NocConnection -NoSuchParameter",
    ];

    private readonly GossipingServer _server = new();
    private readonly Shell _shell = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("noc-leaks-").FullName;
    private readonly List<string> _errors = [];

    public LeakTests()
    {
        File.WriteAllText(Path.Combine(_folder, "plan.pdf"), "plan");
        File.WriteAllText(Path.Combine(_folder, "damaged.jsonl"), "{\n{}\n");
        _shell.Set("folder", _folder);
        _shell.Set("attachment", Path.Combine(_folder, "plan.pdf"));
        _shell.Set("journal", Path.Combine(_folder, "outage.jsonl"));
        _shell.Set("damagedJournal", Path.Combine(_folder, "damaged.jsonl"));
        _shell.Set("pacing", Path.Combine(_folder, "pacing"));
        _shell.Set("trace", Path.Combine(_folder, "trace.har"));
        _shell.Set("base", _server.BaseUri);
        _shell.Set("token", new Uri(_server.BaseUri, "token"));
        _shell.Set("credential", Credential(GossipingServer.ClientId, GossipingServer.Secret));
        _shell.Set("proxyCredential", Credential("agent", GossipingServer.ProxyPassword));
        _shell.Set("given", Credential("x", GossipingServer.TokenBegins + "1").Password);
        _shell.Run("$VerbosePreference = 'Continue'; $DebugPreference = 'Continue'; $InformationPreference = 'Continue'; $WarningPreference = 'Continue'").ShouldHaveNoErrors();
    }

    public static TheoryData<string> Failures => [.. GossipingServer.Failures];

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void No_secret_is_told_where_a_request_to_the_API_fails(string failure)
    {
        Tell(Connect("-TraceContent"), "");
        _server.Api = failure;

        Array.ForEach(_commands, command => Tell(command, Loud));

        Assert.True(failure == "none" || _errors.Count > 5, string.Join(", ", _errors));
        TheFilesTellNothing();
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void No_secret_is_told_where_a_request_for_a_token_fails(string failure)
    {
        _server.Tokens = failure;

        Tell(Connect(), Loud);
        Tell(Connect("-ClientAuthentication Post -PassThru -TraceContent"), Loud);

        Assert.Equal(failure == "none" ? 0 : 2, _errors.Count);
        TheFilesTellNothing();
    }

    [Theory]
    [InlineData("302")]
    [InlineData("400")]
    [InlineData("401")]
    [InlineData("403 html")]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("400 raw")]
    [InlineData("200 text")]
    [InlineData("200 half")]
    [InlineData("cut")]
    [InlineData("status")]
    [InlineData("silent")]
    public void No_secret_is_told_where_the_renewal_of_a_token_fails(string failure)
    {
        Tell(Connect("-ClientAuthentication Post"), Loud);
        _server.Api = "401";
        _server.Tokens = failure;

        Array.ForEach(_commands, command => Tell(command, Loud));

        Assert.NotEmpty(_errors);
        TheFilesTellNothing();
    }

    [Theory]
    [InlineData("401")]
    [InlineData("403")]
    [InlineData("400 text")]
    [InlineData("cut")]
    public void No_secret_is_told_where_the_token_was_given(string failure)
    {
        _server.Api = failure;
        _server.Known = [GossipingServer.TokenBegins + "1"];
        Tell("Connect-NocExpress -BaseUri $base -AccessToken $given -MaximumRetryCount 0 -PassThru -TracePath $trace -TraceContent", Loud);

        Array.ForEach(_commands, command => Tell(command, Loud));

        Assert.NotEmpty(_errors);
        TheFilesTellNothing();
    }

    [Theory]
    [InlineData("407")]
    [InlineData("407 text")]
    [InlineData("407 html")]
    [InlineData("403")]
    [InlineData("500 text")]
    [InlineData("head")]
    public void No_secret_is_told_where_a_proxy_sends_its_own_password_back(string failure)
    {
        _server.Tokens = failure;

        Tell(Connect("-Proxy $base -ProxyCredential $proxyCredential"), Loud);
        _server.Tokens = "none";
        _server.Api = failure;
        Tell(Connect("-Proxy $base -ProxyCredential $proxyCredential"), Loud);
        Tell("Get-NocSite", Loud);

        Assert.Equal(2, _errors.Count);
        TheFilesTellNothing();
    }

    [Fact]
    public void No_secret_is_told_where_the_settings_of_a_connection_are_wrong()
    {
        Tell("Connect-NocExpress -BaseUri ftp://127.0.0.1 -TokenUri $token -Credential $credential", Loud);
        Tell("Connect-NocExpress -BaseUri $base -Credential $credential -AccessToken $given", Loud);
        Tell("Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -PacingPath $folder", Loud);

        Assert.Equal(3, _errors.Count);
    }

    [Fact]
    public void No_secret_is_told_where_it_is_in_the_host_of_a_redirect()
    {
        const string token = "OneThatIsAHostTooAbc123";
        using StubServer server = new(_ => Encoding.ASCII.GetBytes($"HTTP/1.1 302 X\r\nLocation: https://{token}.example.com/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        _shell.Set("base", server.BaseUri);
        _shell.Set("given", Credential("x", token).Password);

        string told = Printout.Of(_shell.Run("Connect-NocExpress -BaseUri $base -AccessToken $given -MaximumRetryCount 0; Get-NocSite"));

        Assert.Contains(".example.com", told, StringComparison.Ordinal);
        Assert.Empty(SecretForms.In(told, token));
    }

    private static PSCredential Credential(string name, string secret) => new(name, new System.Net.NetworkCredential("", secret).SecurePassword);

    private static string Connect(string parameters = "") =>
        $"Connect-NocExpress -BaseUri $base -TokenUri $token -Credential $credential -MaximumRetryCount 0 -TimeoutSec 1 -RequestsPerMinute 100000 -PacingPath $pacing -TracePath $trace {parameters}";

    private void Tell(string command, string loud)
    {
        Shell.Result result = _shell.Run(command + loud);
        _errors.AddRange(result.Errors.Select(error => error.FullyQualifiedErrorId));
        TellsNothing(command, Printout.Of(result));
    }

    private void TheFilesTellNothing()
    {
        foreach (string file in Directory.GetFiles(_folder, "*", SearchOption.AllDirectories))
        {
            byte[] content = File.ReadAllBytes(file);
            TellsNothing(file, Encoding.UTF8.GetString(content) + Encoding.Unicode.GetString(content));
        }
    }

    private static void TellsNothing(string source, string told)
    {
        foreach (string secret in new[] { GossipingServer.Secret, GossipingServer.TokenBegins, GossipingServer.ProxyPassword })
        {
            IReadOnlyList<string> found = SecretForms.In(told, secret);
            if (found.Count > 0)
            {
                int at = told.IndexOf(found[0], StringComparison.OrdinalIgnoreCase);
                Assert.Fail($"{source} tells '{found[0]}': {told.Substring(Math.Max(0, at - 200), Math.Min(told.Length - Math.Max(0, at - 200), 400))}");
            }
        }
    }
}
