using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>
/// A table over TLS that lets the machine's identity in. The endpoint that gives out its tokens, as Azure Automation and App Service have it, is a
/// stand-in. Only on Linux can a process be told which authorities to trust.
/// </summary>
public sealed class TableIdentityTests : TableTest
{
    private readonly TestAuthority _authority = new();

    protected override bool ConnectsToTable => false;

    [AzuriteFact]
    public async Task A_machine_with_a_managed_identity_needs_no_token()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await using Azurite azurite = await StartWithTlsAsync();
        using StubServer identity = new(_ => StubServer.Ok(Encoding.UTF8.GetBytes(Token()), "Content-Type: application/json\r\n"));
        Dictionary<string, string> variables = new(MachineVariables(identity)) { ["NOCEXPRESS_STORAGE_URI"] = AddressOf(azurite) };

        (int exitCode, string output) = await ChildProcess.RunAsync(
            ChildProcess.Program("tests", "NocExpress.FreshProcess"),
            [Elsewhere($"{Row()} | New-NocTicket @common -JournalName INC7; (Get-NocJournal -Name INC7).State")],
            variables);

        Assert.True(exitCode == 0, output);
        Assert.Equal(["#8100001", "Opened"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));
        string asked = identity.Requests[0];
        Assert.True(asked.Contains("X-IDENTITY-HEADER: secret-of-the-sandbox", StringComparison.OrdinalIgnoreCase), asked);
        Assert.True(Uri.UnescapeDataString(asked).Contains("resource=https://storage.azure.com", StringComparison.Ordinal), asked);
    }

    [AzuriteFact]
    public async Task The_sample_runbook_opens_each_ticket_once_in_two_jobs_that_one_alert_has_started()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await using Azurite azurite = await StartWithTlsAsync();
        using StubServer identity = new(_ => StubServer.Ok(Encoding.UTF8.GetBytes(Token()), "Content-Type: application/json\r\n"));
        string modules = Directory.CreateDirectory(Path.Combine(Folder, "modules")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(modules, "NocExpress"), Repository.Root);
        string job = $$"""
            $env:PSModulePath = '{{modules}}' + [IO.Path]::PathSeparator + $env:PSModulePath
            function Get-AutomationVariable($Name) { @{ 'NocExpress-BaseUri' = $env:NOCEXPRESS_BASE_URI; 'NocExpress-TokenUri' = $env:NOCEXPRESS_TOKEN_URI }[$Name] }
            function Get-AutomationPSCredential($Name) { [pscredential]::new($env:NOCEXPRESS_CLIENT_ID, [Net.NetworkCredential]::new('', $env:NOCEXPRESS_CLIENT_SECRET).SecurePassword) }
            & '{{Repository.Root}}/samples/azure-automation/Open-OutageTicket.ps1' -Incident INC-7 -Search Minneapolis -StorageUri {{AddressOf(azurite)}}
            """;

        (int ExitCode, string Output)[] jobs = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ =>
            ChildProcess.RunAsync(ChildProcess.Program("tests", "NocExpress.FreshProcess"), [job], MachineVariables(identity))));

        Assert.All(jobs, job => Assert.True(job.ExitCode == 0, job.Output));
        string[][] tickets = [.. jobs.Select(job => job.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).Order().ToArray())];
        Assert.True(tickets[0].Length == 3, jobs[0].Output);
        Assert.Equal(tickets[0], tickets[1]);
        Assert.Equal(3, (await TicketsAsync()).Count);
    }

    [AzuriteFact]
    public async Task A_machine_without_an_identity_is_told_so_and_asked_nothing()
    {
        using StubServer identity = new(_ => "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        Dictionary<string, string> variables = new(ConnectionVariables)
        {
            ["NOCEXPRESS_STORAGE_URI"] = $"https://localhost:{Azurite.Port}/{Azurite.Account}/{Table}",
            ["IDENTITY_ENDPOINT"] = new Uri(identity.BaseUri, "msi/token").ToString(),
            ["IDENTITY_HEADER"] = "secret-of-the-sandbox",
        };

        (_, string output) = await ChildProcess.RunAsync(
            ChildProcess.Program("tests", "NocExpress.FreshProcess"), [$"Import-Module '{Repository.Manifest}'; Connect-NocExpress"], variables);

        Assert.StartsWith("error: NocValidationFailed", output, StringComparison.Ordinal);
        Assert.Contains("no identity", output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-sandbox", output, StringComparison.Ordinal);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _authority.Dispose();
    }

    private static string AddressOf(Azurite azurite) => $"https://127.0.0.1:{azurite.Port}/{Azurite.Account}/{Table}";

    /// <summary>What a machine with an identity has in its environment, and what it needs to trust the table.</summary>
    private Dictionary<string, string> MachineVariables(StubServer identity) => new(ConnectionVariables)
    {
        ["IDENTITY_ENDPOINT"] = new Uri(identity.BaseUri, "msi/token").ToString(),
        ["IDENTITY_HEADER"] = "secret-of-the-sandbox",
        ["SSL_CERT_FILE"] = _authority.WriteStore(Folder),
        ["SSL_CERT_DIR"] = Folder,
    };

    private async Task<Azurite> StartWithTlsAsync()
    {
        using X509Certificate2 certificate = _authority.Issue("127.0.0.1");
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        string certificateFile = Path.Combine(Folder, "table.crt"), keyFile = Path.Combine(Folder, "table.key");
        await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        return await Azurite.StartNewAsync("--oauth", "basic", "--cert", certificateFile, "--key", keyFile);
    }

    /// <summary>A token in the form of Azure's, unsigned: the emulator looks at its issuer, its audience and its times.</summary>
    private static string Token()
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        string claims = $$"""{"iss":"https://sts.windows.net/none/","aud":"https://storage.azure.com","iat":{{now - 60}},"nbf":{{now - 60}},"exp":{{now + 3600}}}""";
        string token = $"{Encoded("""{"alg":"none","typ":"JWT"}""")}.{Encoded(claims)}.{Encoded("none")}";
        return $$"""{"access_token":"{{token}}","expires_on":"{{now + 3600}}","resource":"https://storage.azure.com","token_type":"Bearer"}""";
    }

    private static string Encoded(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
