using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Xunit;

namespace NocExpress.Tests.Support;

/// <summary>
/// A test over TLS: the client is in a process of its own, whose system's store holds the test's authority. Only on Linux can a process be given a
/// store of its own.
/// </summary>
public abstract class TlsTest : IDisposable
{
    protected const string Read = "Connect-NocExpress; (Get-NocSite).Name";

    /// <summary>The name by which the certificate of the client is asked for.</summary>
    protected const string ClientName = "client.example.com";

    internal TestAuthority Authority { get; } = new();

    protected string Folder { get; } = Directory.CreateTempSubdirectory("noc-tls-").FullName;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Authority.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }

    internal StubServer Start(string host = "localhost", int days = 1) => new(StubServer.RespondWell, Authority.Issue(host, days));

    /// <summary>Runs a script in a process that finds the server in its environment and trusts the authority, the test's own if none is named.</summary>
    internal async Task<string> RunAsync(StubServer server, string script, TestAuthority? trusted = null, params (string Name, string Value)[] variables)
    {
        Dictionary<string, string> environment = server.ConnectionVariables;
        environment["SSL_CERT_FILE"] = (trusted ?? Authority).WriteStore(Folder);
        environment["SSL_CERT_DIR"] = Folder;
        foreach ((string name, string value) in variables)
        {
            environment[name] = value;
        }

        (int exitCode, string output) = await ChildProcess.RunAsync(
            ChildProcess.Program("tests", "NocExpress.FreshProcess"), [$"Import-Module '{Repository.Manifest}'; {script}"], environment);
        Assert.True(exitCode == 0, output);
        return output.Trim();
    }

    /// <summary>An expression for a certificate of a client, with its private key.</summary>
    protected string ClientCertificate()
    {
        string path = Path.Combine(Folder, "client.pfx");
        using X509Certificate2 certificate = Authority.Issue(ClientName);
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, "pass"));
        return $"([System.Security.Cryptography.X509Certificates.X509Certificate2]::new('{path}', 'pass'))";
    }
}
