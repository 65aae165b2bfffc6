using System;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>The ticket type and the subtypes that the API prescribes for a request of several sites.</summary>
internal static class MultiSiteNames
{
    public const string TypeName = "Multi-Site Service Request";

    private static readonly Dictionary<NocMultiSiteKind, string> _subtypes = new()
    {
        [NocMultiSiteKind.Outage] = "Multi-Site Outage",
        [NocMultiSiteKind.ServiceImpact] = "Multi-Site Service Impact",
        [NocMultiSiteKind.Informational] = "Multi-Site Informational",
        [NocMultiSiteKind.ConfigurationRequest] = "Multi-Site Configuration Request",
    };

    public static string SubtypeName(NocMultiSiteKind kind) => _subtypes[kind];

    public static bool IsType(string name) => string.Equals(name.Trim(), TypeName, StringComparison.OrdinalIgnoreCase);

    public static bool IsSubtype(string name) => _subtypes.Values.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase);
}
