using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using NocExpress.Completion;
using NocExpress.Models;
using NocExpress.Runtime;

namespace NocExpress.Commands;

/// <summary>
/// Lists the services of sites (<c>GET /api/v1/noc/configurations/external</c>). It gathers the sites of the pipeline and asks for many at a
/// time; every configuration says which site it belongs to.
/// </summary>
[Cmdlet(VerbsCommon.Get, "NocConfiguration")]
[OutputType(typeof(NocConfiguration))]
public sealed class GetNocConfigurationCommand : ThrottledCommand
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _batch = [];
    private string[] _services = [];

    /// <summary>A site, or anything else with a <c>Macnum</c>; or the macnum itself.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The account numbers of the sites (<c>macnums</c>). A macnum that comes twice is asked for once.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(MacnumCompleter))]
    public string[]? Macnum { get; set; }

    /// <summary>The services to look for (<c>services</c>), out of the 23 that the API knows; all of them if not given.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string[]? Service { get; set; }

    /// <summary>The identifier of the service, to look for one circuit (<c>search_service_id</c>).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ServiceId { get; set; }

    /// <summary>The serial number of a device (<c>search_serial_number</c>).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SerialNumber { get; set; }

    /// <summary>The most configurations in one answer (<c>page_size</c>). As many as this may be a part of them, and a warning says so.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? PageSize { get; set; }

    /// <summary>The most sites to ask for in one request; 100 by default. Where the address of the request would get too long, fewer.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int BatchSize { get; set; } = 100;

    /// <summary>Checks the services.</summary>
    protected override void BeginProcessing()
    {
        string[] unknown = [.. (Service ?? []).Where(name => ServiceNames.Find(name) is null)];
        if (unknown.Length > 0)
        {
            string named = string.Join(", ", unknown.Select(name => $"'{name}'"));
            End(
                new NocException(NocErrorKind.ValidationFailed, $"-Service: {named} is not a service of the API. The services are: {string.Join(", ", ServiceNames.All)}."),
                unknown);
        }

        _services = Service is null ? [.. ServiceNames.All] : [.. Service.Select(name => ServiceNames.Find(name)!).Distinct()];
    }

    /// <summary>Gathers the macnums of one site.</summary>
    protected override void ProcessRecord()
    {
        string[] macnums = Macnums();
        if (macnums.Length == 0)
        {
            ReportInvalid($"{Described()} has no macnum, and configurations can only be asked for by macnum. It is left out.", InputObject);
        }

        foreach (string macnum in macnums)
        {
            if (macnum.Contains(","))
            {
                ReportInvalid($"Macnum '{macnum}' holds a comma, which separates macnums in a request. It is left out: give several macnums as a list.", macnum);
            }
            else if (_seen.Add(macnum))
            {
                _batch.Add(macnum);
                if (_batch.Count == BatchSize)
                {
                    AskForBatch();
                }
            }
        }

        Calls.WriteAvailable();
    }

    /// <summary>Asks for what is left.</summary>
    protected override void EndProcessing()
    {
        AskForBatch();
        base.EndProcessing();
    }

    private void AskForBatch()
    {
        if (_batch.Count == 0)
        {
            return;
        }

        string[] macnums = [.. _batch];
        _batch.Clear();
        Call(Calls, macnums, (client, tenant, pump) => client.GetConfigurationsAsync(
            new ConfigurationQuery
            {
                Macnums = macnums,
                Services = _services,
                ServiceId = ServiceId,
                SerialNumber = SerialNumber,
                PageSize = PageSize,
                GrantedTenantMacnum = tenant,
            },
            pump.EmitAsync,
            pump));
    }

    private string[] Macnums()
    {
        object? input = InputObject?.BaseObject;
        IEnumerable<string?> given = Macnum is { Length: > 0 } ? Macnum
            : input is string or ValueType ? [Convert.ToString(input, System.Globalization.CultureInfo.InvariantCulture)]
            : [];
        return [.. given.Where(macnum => !string.IsNullOrWhiteSpace(macnum)).Select(macnum => macnum!.Trim())];
    }

    private string Described() => InputObject?.BaseObject switch
    {
        null => "The input",
        NocSite site => $"The site '{PlainText.Line(site.ToString())}' (id {site.Id}, {PlainText.Line(site.City ?? "")})",
        PSCustomObject => $"The object {InputObject}",
        object other => $"The {other.GetType().Name} '{other}'",
    };
}
