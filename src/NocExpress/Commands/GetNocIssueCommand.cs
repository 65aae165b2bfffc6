using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using NocExpress.Completion;
using NocExpress.Contract;
using NocExpress.Input;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Commands;

/// <summary>Lists the issues that a ticket can be opened for (<c>GET /api/v1/noc/tickets/static</c>), for a ticket type and subtype.</summary>
/// <remarks>
/// <para>
/// The name of an issue is what the -IssueName of <see cref="NewNocTicketCommand"/> takes. Each pair of type and subtype is asked for once,
/// however many objects of the pipeline carry it, and the connection remembers the answer.
/// </para>
/// <para>
/// The vendor says that the list can be narrowed and not by which query parameters: <c>type_name</c> and <c>subtype_name</c> are a guess, and
/// <c>ticket_type</c> and <c>ticket_subtype</c> its rival. The connection finds out once which of them narrow the list, and keeps to those. Where none
/// does, the issues of all types are listed, and -Verbose says so.
/// </para>
/// </remarks>
/// <example>
/// <summary>List the issues of circuits.</summary>
/// <code>
/// Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband | Get-NocIssue
/// </code>
/// <para>Three circuits of one type and subtype make one request.</para>
/// </example>
/// <example>
/// <summary>List the issues of a type and subtype.</summary>
/// <code>
/// Get-NocIssue -TypeName 'Broadband Service Request' -SubtypeName 'Service Outage'
/// </code>
/// <para>Names both, as a configuration does in TypeNames and SubtypeNames.</para>
/// </example>
/// <example>
/// <summary>List the issues for a request of several sites.</summary>
/// <code>
/// Get-NocIssue -TypeName 'Multi-Site Service Request' -SubtypeName 'Multi-Site Outage'
/// </code>
/// <para>The type and subtypes that the API prescribes for New-NocTicket -MultiSite.</para>
/// </example>
/// <seealso cref="GetNocConfigurationCommand"/>
/// <seealso cref="NewNocTicketCommand"/>
[Cmdlet(VerbsCommon.Get, "NocIssue", HelpUri = "https://dev.dx.granitemsp.com/g360/nocexpress/create-ticket")]
[OutputType(typeof(NocIssue))]
public sealed class GetNocIssueCommand : ConnectedCommand
{
    private static readonly string?[] _any = [null];

    /// <summary>What tells a configuration, or a row of a table of them.</summary>
    private static readonly string[] _columns =
    [
        nameof(NocConfiguration.TypeName), nameof(NocConfiguration.SubtypeName), nameof(NocConfiguration.TypeNames), nameof(NocConfiguration.SubtypeNames),
    ];

    private readonly HashSet<(string?, string?)> _asked = [];

    /// <summary>
    /// A configuration, also one out of a job, a file or a table: the issues of each of its ticket types and subtypes are listed, also where it
    /// names several.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? Configuration { get; set; }

    /// <summary>
    /// The ticket type (<c>type_name</c>), which Tab offers of the configurations that the connection has read; all issues if not given. For a request
    /// of several sites: "Multi-Site Service Request".
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TypeNameCompleter))]
    public string? TypeName { get; set; }

    /// <summary>The ticket subtype (<c>subtype_name</c>), which Tab offers in the same way; those of all subtypes if not given.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SubtypeNameCompleter))]
    public string? SubtypeName { get; set; }

    /// <summary>Ask the server again. Without it, what the connection has asked for before is not asked for again.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Asks for the issues of one type and subtype.</summary>
    protected override void ProcessRecord()
    {
        PropertyReader? input = Configuration is null ? null : new(Configuration);
        if (input?.Names.Intersect(_columns, StringComparer.OrdinalIgnoreCase).Any() == false)
        {
            string columns = string.Join(", ", _columns);
            ReportInvalid($"{TerminalText.Quoted(Configuration!.ToString())} is no configuration, and has none of {columns}.", Configuration);
            return;
        }

        foreach (string? typeName in Choices(TypeName, input, nameof(NocConfiguration.TypeName)))
        {
            foreach (string? subtypeName in Choices(SubtypeName, input, nameof(NocConfiguration.SubtypeName)))
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

    /// <summary>What is given, or else what the input names: one, or several, which a table holds as one text.</summary>
    private static IEnumerable<string?> Choices(string? given, PropertyReader? input, string property)
    {
        if (!string.IsNullOrWhiteSpace(given))
        {
            return [given];
        }

        string[] named = [.. Named(property).Concat(Named(property + "s")).Distinct()];
        return named.Length > 0 ? named : _any;

        IEnumerable<string> Named(string name) =>
            (input?.List(name) ?? []).SelectMany(text => text.Split([NocCollection<string>.Separator], StringSplitOptions.RemoveEmptyEntries));
    }
}
