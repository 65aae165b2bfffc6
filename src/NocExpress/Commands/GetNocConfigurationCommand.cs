using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using NocExpress.Completion;
using NocExpress.Contract;
using NocExpress.Input;
using NocExpress.Models;
using NocExpress.Rules;
using NocExpress.Text;

namespace NocExpress.Commands;

/// <summary>Lists the configurations of sites: the services that a ticket can be opened for (<c>GET /api/v1/noc/configurations/external</c>).</summary>
/// <remarks>
/// <para>
/// It gathers the sites of the pipeline and asks for many at a time; every configuration says which site it belongs to. What comes out is in the
/// order of the input, by batches.
/// </para>
/// <para>
/// A configuration brings the ticket type and subtype that <see cref="NewNocTicketCommand"/> needs, where the server names exactly one
/// of each. TypeNames and SubtypeNames hold all that it names: none, one or several.
/// </para>
/// <para>
/// The list is whole, or said not to be. The API cuts lists at a size that it does not publish: one that may be cut is gone on with, page
/// by page, by larger answers, or by fewer sites and services a request. Where nothing helps, the error NocListIncomplete says so.
/// </para>
/// <para>
/// In a list, quote a macnum that begins with zeros: <c>-Macnum '02145678', '52120842'</c>. Without quotes it is a number to PowerShell, which
/// drops the zeros, and another site or none is asked for.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// A site without a macnum is NocValidationFailed and is left out; the others go on. A service that the API does not know ends the command
/// before anything is asked. Where an answer of several sites does not say whose a configuration is, each site is asked for by itself.
/// </para>
/// <para>
/// At the end one warning names the macnums that have no such configuration, since they get no ticket, and one says how many configurations
/// came of sites that were not asked for: these are left out.
/// </para>
/// </notes>
/// <example>
/// <summary>List the broadband circuits of some sites.</summary>
/// <code>
/// Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband
/// </code>
/// <para>One request for the sites, and one for the circuits of all of them.</para>
/// </example>
/// <example>
/// <summary>List everything at given sites.</summary>
/// <code>
/// Get-NocConfiguration -Macnum '02145678', '52120842' | Sort-Object Macnum, Type
/// </code>
/// <para>Asks for all services. The quotes keep the leading zeros.</para>
/// </example>
/// <example>
/// <summary>Find the circuit of a service id.</summary>
/// <code>
/// Get-NocSite | Where-Object Macnum | Get-NocConfiguration -Service Broadband -ServiceId 'BB-4200128'
/// </code>
/// <para>Looks at all sites for the circuit. Sites that have no macnum yet are left out beforehand.</para>
/// </example>
/// <example>
/// <summary>Keep a list for later.</summary>
/// <code>
/// Get-NocSite -Search Minneapolis | Get-NocConfiguration | Export-Csv ./configurations.csv
/// </code>
/// <para>The columns are named like the parameters of New-NocTicket, so that Import-Csv can be piped to it.</para>
/// </example>
/// <seealso cref="GetNocSiteCommand"/>
/// <seealso cref="GetNocIssueCommand"/>
/// <seealso cref="NewNocTicketCommand"/>
[Cmdlet(VerbsCommon.Get, "NocConfiguration", HelpUri = "https://dev.dx.granitemsp.com/g360/nocexpress/ticket-configurations")]
[OutputType(typeof(NocConfiguration))]
public sealed class GetNocConfigurationCommand : ThrottledCommand
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _asked = [];
    private readonly List<string> _batch = [];
    private readonly ConcurrentQueue<ConfigurationSummary> _summaries = new();
    private string[] _services = [];
    private TableColumns? _columns;
    private bool _hasWarned;

    /// <summary>A site, or anything else with a <c>Macnum</c>; or the macnum itself.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The account numbers of the sites (<c>macnums</c>). One that comes twice is asked for once. In a list, quote one that begins with zeros.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [Alias("macnums")]
    [ArgumentCompleter(typeof(MacnumCompleter))]
    public string[]? Macnum { get; set; }

    /// <summary>The services to look for (<c>services</c>), in any case; all of them if not given.</summary>
    /// <remarks>
    /// The API knows: Broadband, DIA, Private IP, Granite Switched Ethernet, MPLS, GRID, Rebill - DIA, Rebill - Broadband, Hosted PBX, ePOTS,
    /// SIP, Toll-Free Number, RCF, Mobility Access / M2M, EPIK, Wireless Voice, Proactive Ticketing, Advanced Monitoring, Managed SD-WAN,
    /// Managed Switch, Managed Wi-Fi, Managed Starlink, edgeboot.
    /// </remarks>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string[]? Service { get; set; }

    /// <summary>The identifier of the service, to look for one circuit (<c>search_service_id</c>).</summary>
    [Parameter]
    public string? ServiceId { get; set; }

    /// <summary>The serial number of a device (<c>search_serial_number</c>).</summary>
    [Parameter]
    public string? SerialNumber { get; set; }

    /// <summary>
    /// The most configurations in one answer (<c>page_size</c>), which is not the size of the list: Select-Object -First limits that.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? PageSize { get; set; }

    /// <summary>
    /// The most sites to ask for in one request; 103 by default. Fewer, where the address of the request would get too long, or the server
    /// would cut the answer. 103 is chosen since no server cuts there: as many rows as that are not suspected of being a part.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int BatchSize { get; set; } = 103;

    /// <summary>Checks the services, and takes the connection.</summary>
    protected override void BeginProcessing()
    {
        RefuseEmpty();
        ServiceId = Identified(nameof(ServiceId), ServiceId);
        SerialNumber = Identified(nameof(SerialNumber), SerialNumber);
        string[] unknown = [.. (Service ?? []).Where(name => ServiceNames.Find(name) is null)];
        if (unknown.Length > 0)
        {
            string named = string.Join(", ", unknown.Select(name => $"'{name}'"));
            End(
                new NocException(NocErrorKind.ValidationFailed, $"-Service: {named} is not a service of the API. The services are: {string.Join(", ", ServiceNames.All)}."),
                unknown);
        }

        _services = Service is null ? [.. ServiceNames.All] : [.. Service.Select(name => ServiceNames.Find(name)!).Distinct()];
        _columns = new TableColumns(ColumnParameters(), MyInvocation.BoundParameters.ContainsKey);
        Connect();
    }

    /// <summary>Gathers the macnums of one site.</summary>
    protected override void ProcessRecord()
    {
        WarnOfOtherOwner();
        WarnOfColumns(_columns!, InputObject);
        string?[] given = Given();
        if (_columns!.WrongSeparator(InputObject) is { } wrong)
        {
            ReportInvalid($"The input {wrong} It is left out.", InputObject);
        }
        else if (given.All(string.IsNullOrWhiteSpace))
        {
            ReportInvalid($"{Described()} has no macnum, and configurations can only be asked for by macnum. It is left out.", InputObject);
        }
        else if (given.Any(string.IsNullOrWhiteSpace))
        {
            ReportInvalid("-Macnum: one of the list is given and empty. It is left out. Was a variable never set?", given);
        }

        foreach (string text in given.OfType<string>().Where(text => !string.IsNullOrWhiteSpace(text)))
        {
            if (Identifier.Read(text, out string macnum) is { } problem)
            {
                ReportInvalid($"Macnum {TerminalText.Quoted(text)} {problem} It is left out.", text);
            }
            else if (macnum.Contains(","))
            {
                ReportInvalid($"Macnum {TerminalText.Quoted(macnum)} holds a comma, which separates macnums in a request. It is left out: give several macnums as a list.", macnum);
            }
            else if (_seen.Add(macnum))
            {
                _asked.Add(macnum);
                _batch.Add(macnum);
                if (_batch.Count >= BatchSize || _batch.Count >= Connected.Client.MacnumsPerRequest(Query([])))
                {
                    AskForBatch();
                }
            }
        }

        Calls.WriteAvailable();
    }

    /// <summary>Asks for what is left, and tells what brought nothing.</summary>
    protected override void EndProcessing()
    {
        AskForBatch();
        base.EndProcessing();
        int foreign = _summaries.Sum(static summary => summary.Foreign);
        if (foreign > 0)
        {
            WriteWarning($"{foreign} configurations came of sites that were not asked for, and are left out.");
        }

        KeyValuePair<string, string>[] nothing = [.. NothingFoundOf()];
        if (nothing.Length > 0)
        {
            WriteWarning(NothingFound.Describe("configuration", nothing, Connected.Client.Seen));
        }
    }

    private void WarnOfOtherOwner()
    {
        if (!_hasWarned && OtherOwnerOf(InputObject) is { } owner)
        {
            _hasWarned = true;
            WriteWarning($"The site {InputObject} {owner}");
        }
    }

    private void AskForBatch()
    {
        if (_batch.Count == 0)
        {
            return;
        }

        string[] macnums = [.. _batch];
        _batch.Clear();
        Call(Calls, macnums, async (client, tenant, pump) => _summaries.Enqueue(
            await client.GetConfigurationsAsync(Query(macnums) with { GrantedTenantMacnum = tenant }, pump.EmitAsync, pump).ConfigureAwait(false)));
    }

    private ConfigurationQuery Query(string[] macnums) => new()
    {
        Macnums = macnums,
        Services = _services,
        ServiceId = ServiceId,
        SerialNumber = SerialNumber,
        PageSize = PageSize,
    };

    /// <summary>
    /// What was asked for by name and brought nothing: the circuit that was looked for at all of the sites, else each site without one, in the
    /// order of the input. The batches end in any order.
    /// </summary>
    private IEnumerable<KeyValuePair<string, string>> NothingFoundOf()
    {
        HashSet<string> empty = new(_summaries.SelectMany(static summary => summary.Empty), StringComparer.Ordinal);
        if ((ServiceId ?? SerialNumber) is not { } circuit)
        {
            return _asked.Where(empty.Contains).Select(static macnum => new KeyValuePair<string, string>(nameof(Macnum), macnum));
        }

        return _asked.Count > 0 && _asked.Count == empty.Count
            ? [new KeyValuePair<string, string>(ServiceId is null ? "Serial number" : "Service id", circuit)]
            : [];
    }

    private string?[] Given()
    {
        object? input = InputObject?.BaseObject;
        return Macnum is { Length: > 0 } ? Macnum
            : input is string or ValueType ? [Convert.ToString(input, System.Globalization.CultureInfo.InvariantCulture)]
            : [];
    }

    private string Described() => InputObject?.BaseObject switch
    {
        null => "The input",
        NocSite site => $"The site '{TerminalText.Line(site.ToString())}' (id {site.Id}, {TerminalText.Line(site.City ?? "")})",
        PSCustomObject => $"The object {InputObject}",
        object other => $"The {other.GetType().Name} '{other}'",
    };
}
