using System.Collections.Generic;
using System.Management.Automation;
using NocExpress.Completion;
using NocExpress.Models;
using NocExpress.Runtime;

namespace NocExpress.Commands;

/// <summary>
/// Lists the issues that a ticket can be opened for (<c>GET /api/v1/noc/tickets/static</c>), narrowed to a ticket type and subtype. Each
/// pair is asked for once, however many objects carry it.
/// </summary>
[Cmdlet(VerbsCommon.Get, "NocIssue")]
[OutputType(typeof(NocIssue))]
public sealed class GetNocIssueCommand : ConnectedCommand
{
    private static readonly string?[] _any = [null];

    private readonly HashSet<(string?, string?)> _asked = [];

    /// <summary>A configuration: the issues of each of its ticket types and subtypes are listed, also where it names several.</summary>
    [Parameter(ValueFromPipeline = true)]
    public NocConfiguration? Configuration { get; set; }

    /// <summary>The ticket type (<c>type_name</c>); all issues if not given. For a request of several sites: "Multi-Site Service Request".</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TypeNameCompleter))]
    public string? TypeName { get; set; }

    /// <summary>The ticket subtype (<c>subtype_name</c>); those of all subtypes if not given.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SubtypeNameCompleter))]
    public string? SubtypeName { get; set; }

    /// <summary>Ask the server again. Without it, what the connection has asked for before is not asked for again.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Asks for the issues of one type and subtype.</summary>
    protected override void ProcessRecord()
    {
        foreach (string? typeName in Choices(TypeName, Configuration?.TypeNames))
        {
            foreach (string? subtypeName in Choices(SubtypeName, Configuration?.SubtypeNames))
            {
                if (_asked.Add((typeName, subtypeName)))
                {
                    List(typeName, subtypeName);
                }
            }
        }
    }

    private void List(string? typeName, string? subtypeName) => Call(Configuration, async (client, tenant, pump) =>
    {
        IssueQuery query = new() { TypeName = typeName, SubtypeName = subtypeName, GrantedTenantMacnum = tenant, Refresh = Refresh };
        foreach (NocIssue issue in await client.GetIssuesAsync(query, pump).ConfigureAwait(false))
        {
            await pump.EmitAsync(issue).ConfigureAwait(false);
        }
    });

    private static IEnumerable<string?> Choices(string? given, string[]? named)
    {
        if (!string.IsNullOrWhiteSpace(given))
        {
            return [given];
        }

        return named is { Length: > 0 } ? named : _any;
    }
}
