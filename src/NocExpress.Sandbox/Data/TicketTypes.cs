using System.Collections.Generic;
using System.Linq;

namespace NocExpress.Sandbox.Data;

/// <summary>The ticket types, their subtypes, and the issues that can be reported under each.</summary>
internal static class TicketTypes
{
    public const string Broadband = "Broadband Service Request";
    public const string DedicatedInternet = "Dedicated Internet Service Request";
    public const string PrivateNetwork = "Private Network Service Request";
    public const string Voice = "Voice Service Request";
    public const string Wireless = "Wireless Service Request";
    public const string ManagedServices = "Managed Services Request";
    public const string Equipment = "Equipment Service Request";
    public const string MultiSite = "Multi-Site Service Request";

    public const string Outage = "Service Outage";
    private const string Intermittent = "Intermittent Service";
    private const string Degraded = "Degraded Service";
    private const string Change = "Configuration Request";

    private static readonly IReadOnlyList<IssueGroup> _groups =
    [
        new(Broadband, Outage, ["Circuit Down", "No Internet Access", "Modem Offline", "No Sync"]),
        new(Broadband, Intermittent, ["Circuit Bouncing", "Packet Loss", "Drops at Peak Hours"]),
        new(Broadband, Degraded, ["Slow Download", "Slow Upload", "High Latency"]),
        new(Broadband, Change, ["Static IP Change", "Bridge Mode", "Port Forwarding"]),
        new(DedicatedInternet, Outage, ["Circuit Down", "Loss of Light", "BGP Session Down"]),
        new(DedicatedInternet, Intermittent, ["Circuit Bouncing", "Packet Loss"]),
        new(DedicatedInternet, Change, ["BGP Change", "Additional IP Block", "Bandwidth Change"]),
        new(PrivateNetwork, Outage, ["Circuit Down", "Loss of Light", "Routing Failure"]),
        new(PrivateNetwork, Intermittent, ["Circuit Bouncing", "Packet Loss", "High Latency"]),
        new(PrivateNetwork, Change, ["Routing Change", "QoS Change"]),
        new(Voice, Outage, ["No Dial Tone", "Cannot Call Out", "Cannot Receive Calls"]),
        new(Voice, Degraded, ["Static on Line", "One-Way Audio", "Dropped Calls"]),
        new(Voice, Change, ["Call Forwarding Change", "Caller ID Change", "Voicemail Reset"]),
        new(Wireless, Outage, ["No Signal", "Device Offline"]),
        new(Wireless, Degraded, ["Weak Signal", "Slow Data"]),
        new(ManagedServices, Outage, ["Device Unreachable", "Tunnel Down"]),
        new(ManagedServices, Degraded, ["High CPU", "Wi-Fi Coverage", "False Alarm"]),
        new(ManagedServices, Change, ["Firewall Rule Change", "VLAN Change", "SSID Change"]),
        new(Equipment, "Equipment Replacement", ["Failed Device", "Damaged Power Supply", "Lost or Stolen"]),
        new(MultiSite, "Multi-Site Outage", ["Circuit Down", "Power Outage", "Voice Service Down", "Regional Carrier Outage"]),
        new(MultiSite, "Multi-Site Service Impact", ["Packet Loss", "High Latency", "Poor Call Quality"]),
        new(MultiSite, "Multi-Site Informational", ["Planned Power Maintenance", "Store Closure", "Change of Access Hours"]),
        new(MultiSite, "Multi-Site Configuration Request", ["Firewall Rule Change", "DNS Change", "VLAN Change"]),
    ];

    private static readonly IReadOnlyList<string> _issues = [.. _groups.SelectMany(group => group.Issues).Distinct()];

    public static IEnumerable<string> SubtypesOf(string type) =>
        _groups.Where(group => group.Type == type).Select(group => group.Subtype);

    /// <summary>The issues of a type, of a subtype, of both, or of all where neither is given; each once.</summary>
    public static IEnumerable<string> Issues(string? type, string? subtype) =>
        _groups.Where(group => (type is null || group.Type == type) && (subtype is null || group.Subtype == subtype))
            .SelectMany(group => group.Issues)
            .Distinct();

    public static int IssueId(string issue) => 1 + _issues.Index().First(entry => entry.Item == issue).Index;

    private sealed record IssueGroup(string Type, string Subtype, string[] Issues);
}
