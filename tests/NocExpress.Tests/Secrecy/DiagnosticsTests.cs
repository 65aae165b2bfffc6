using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Secrecy;

/// <summary>
/// What .NET itself tells those who listen to its networking. Its internal diagnostics can be made to dump every byte that goes over a connection; nothing
/// but these dumps has a secret in it.
/// </summary>
public sealed class DiagnosticsTests : TlsTest
{
    private static readonly Regex _dump = new("^event Private.InternalDiagnostics.System.Net.[A-Za-z]+ DumpBuffer:");

    [LinuxTheory]
    [InlineData("Basic")]
    [InlineData("Post")]
    public async Task No_event_source_listener_or_activity_of_dotnet_tells_a_secret(string clientAuthentication)
    {
        using StubServer server = Start();
        string file = Path.Combine(Folder, "trace.txt");

        string output = await RunAsync(server, $"Connect-NocExpress -ClientAuthentication {clientAuthentication}; (Get-NocSite).Name; Invoke-NocRequest x POST -Body @{{ a = 1 }} | Out-Null", null, ("HTTP_TRACE", file));

        Assert.StartsWith("A", output, StringComparison.Ordinal);
        string trace = string.Join('\n', File.ReadLines(file).Where(line => !_dump.IsMatch(line)));
        Assert.Contains("event Private.InternalDiagnostics.System.Net.Http ", trace, StringComparison.Ordinal);
        Assert.Contains("event System.Net.Http RequestStart", trace, StringComparison.Ordinal);
        Assert.Contains("diagnostic System.Net.Http.HttpRequestOut.Start", trace, StringComparison.Ordinal);
        Assert.Contains("activity System.Net.Http", trace, StringComparison.Ordinal);
        IReadOnlyList<string> found =
        [
            .. SecretForms.In(trace, StubServer.Token),
            .. SecretForms.In(trace, server.ConnectionVariables["NOCEXPRESS_CLIENT_SECRET"]),
        ];
        Assert.True(found.Count == 0, string.Join('\n', trace.Split('\n').Where(line => found.Any(form => line.Contains(form, StringComparison.OrdinalIgnoreCase)))
            .Select(line => line[..Math.Min(line.Length, 300)]).Take(20)));
    }
}
