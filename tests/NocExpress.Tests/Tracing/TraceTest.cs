using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using NocExpress.Tests.Support;

namespace NocExpress.Tests.Tracing;

/// <summary>A test of the trace: a path for it, and what is in it.</summary>
public abstract class TraceTest : TicketTest
{
    protected string TracePath => Path.Combine(Folder, "trace.har");

    /// <summary>All that the main job sends: sites, configurations, issues, a ticket with a file and contacts, and the ticket again.</summary>
    protected const string Job = """
        $tickets = Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband |
            New-NocTicket @common -InitialDescription 'The modem is dark, since 4 am' -Attachment $file -CustomerTicketNumber INC-40071 `
                -AutomaticEmailCc -AutomaticEmailCcAddress ops@example.com -AdditionalContact (New-NocContact -Type 'Local Contact' -Name 'Night guard' -Number 6125550177)
        $tickets | ForEach-Object Id | Get-NocTicket

        """;

    protected override bool Connects => false;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Shell.Set("trace", TracePath);
        Shell.Set("file", WriteFile("site plan.pdf"));
    }

    /// <summary>Connects to the sandbox with a trace.</summary>
    internal void ConnectTraced(string more = "") => Connect($"-TracePath $trace -MaximumRetryCount 0 -RequestsPerMinute 100000 {more}").ShouldHaveNoErrors();

    /// <summary>The entries of the trace, which is a whole document.</summary>
    protected IReadOnlyList<JsonNode> Entries(string? path = null) =>
        [.. JsonNode.Parse(File.ReadAllText(path ?? TracePath))!["log"]!["entries"]!.AsArray().Select(entry => entry!)];

    /// <summary>The entries whose address has this in it.</summary>
    protected IReadOnlyList<JsonNode> EntriesOf(string address) => [.. Entries().Where(entry => Url(entry).Contains(address, StringComparison.Ordinal))];

    protected static string Url(JsonNode entry) => (string)entry["request"]!["url"]!;

    protected static int Status(JsonNode entry) => (int)entry["response"]!["status"]!;

    protected static string? Content(JsonNode entry) => (string?)entry["response"]!["content"]!["text"];

    /// <summary>The value of a field of the form that was sent.</summary>
    protected static JsonNode Sent(JsonNode entry, string name) => entry["request"]!["postData"]!["params"]!.AsArray().Single(field => (string)field!["name"]! == name)!;

    /// <summary>The value of a header.</summary>
    protected static string? Header(JsonNode message, string name) =>
        (string?)message["headers"]!.AsArray().SingleOrDefault(header => string.Equals((string)header!["name"]!, name, StringComparison.OrdinalIgnoreCase))?["value"];
}
