using System;
using System.Collections.Generic;

namespace NocExpress.Rules;

/// <summary>The services that configurations can be asked for: the API documents these and no others.</summary>
internal static class ServiceNames
{
    public static IReadOnlyList<string> All { get; } =
    [
        "Broadband", "DIA", "Private IP", "Granite Switched Ethernet", "MPLS", "GRID", "Rebill - DIA", "Rebill - Broadband", "Hosted PBX",
        "ePOTS", "SIP", "Toll-Free Number", "RCF", "Mobility Access / M2M", "EPIK", "Wireless Voice", "Proactive Ticketing",
        "Advanced Monitoring", "Managed SD-WAN", "Managed Switch", "Managed Wi-Fi", "Managed Starlink", "edgeboot",
    ];

    /// <summary>Returns the service as the API spells it, whatever its case.</summary>
    public static string? Find(string name)
    {
        foreach (string service in All)
        {
            if (string.Equals(service, name.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return service;
            }
        }

        return null;
    }
}
