using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Models;
using Xunit;

namespace NocExpress.Tests.Support;

/// <summary>A test of tickets: rows for the sandbox's first sites, and a folder of its own for files.</summary>
public abstract class TicketTest : SandboxTest
{
    /// <summary>The macnums of the first three sites.</summary>
    private static readonly string[] _macnums = ["02145678", "39639469", "77133260"];

    /// <summary>The Broadband configurations of the first three sites.</summary>
    private static readonly string[] _configurations = ["4200000", "4200032", "4200064"];

    protected string Folder { get; } = Directory.CreateTempSubdirectory("noc-tickets-").FullName;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            // A run that was stopped has its journal until its last request has ended, and Windows deletes no open file.
        }
    }

    /// <summary>An expression for a row as <c>Import-Csv</c> gives it, which needs only the common parameters to be a ticket for the site.</summary>
    protected static string Row(int site = 0, string columns = "") =>
        $$"""
        (& {
            $row = [ordered]@{
                Macnum = '{{_macnums[site]}}'; ConfigurationId = '{{_configurations[site]}}'
                TypeName = 'Broadband Service Request'; SubtypeName = 'Service Outage'
            }
            $columns = [ordered]@{ {{columns}} }
            foreach ($name in $columns.Keys) { $row[$name] = $columns[$name] }
            [pscustomobject]$row
        })
        """;

    /// <summary>Opens a ticket for the first site.</summary>
    internal Shell.Result Open(string parameters = "") => Run($"{Row()} | New-NocTicket @common {parameters}");

    /// <summary>Opens a ticket for the first site at another server.</summary>
    internal Shell.Result OpenAt(Uri server, int retries, int timeout = 20)
    {
        ConnectTo(server, $"-MaximumRetryCount {retries} -TimeoutSec {timeout}");
        return Open("-SkipIssueCheck");
    }

    /// <summary>Writes a file into the folder and returns its path.</summary>
    protected string WriteFile(string name, int length = 1000)
    {
        byte[] content = new byte[length];
        new Random(length).NextBytes(content);
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>The only request for tickets that the sandbox has received.</summary>
    protected async Task<JsonNode> SingleCreateRequestAsync() => Assert.Single(await CreateRequestsAsync());

    /// <summary>The names of the parts of a request for tickets, in order.</summary>
    protected static IReadOnlyList<string> Parts(JsonNode request) => [.. request["parts"]!.AsArray().Select(part => (string)part!)];

    /// <summary>Asserts that everything was refused before anything was sent, and returns the messages.</summary>
    internal async Task<IReadOnlyList<string>> RefusedAsync(Shell.Result result)
    {
        Assert.NotEmpty(result.Errors);
        Assert.All(result.Errors, error =>
        {
            Assert.StartsWith("NocValidationFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(NocErrorKind.ValidationFailed, Assert.IsType<NocException>(error.Exception).Kind);
        });
        Assert.Empty(result.Output);
        await NothingWasSentAsync();
        return [.. result.Errors.Select(error => error.Exception.Message)];
    }
}
