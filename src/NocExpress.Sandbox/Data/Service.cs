using System.Collections.Generic;
using System.Linq;

namespace NocExpress.Sandbox.Data;

/// <summary>One of the 23 services the vendor names, and the type of the tickets opened for it.</summary>
internal sealed record Service(string Name, string TicketType, string Code, string IdLabel, bool HasSerialNumber = false)
{
    public const string BroadbandName = "Broadband";

    private const string Circuit = "Circuit ID";
    private const string Telephone = "Telephone Number";
    private const string Device = "Device ID";

    public static IReadOnlyList<Service> All { get; } =
    [
        new(BroadbandName, TicketTypes.Broadband, "BB", Circuit),
        new("DIA", TicketTypes.DedicatedInternet, "DIA", Circuit),
        new("Private IP", TicketTypes.PrivateNetwork, "PIP", Circuit),
        new("Granite Switched Ethernet", TicketTypes.PrivateNetwork, "GSE", Circuit),
        new("MPLS", TicketTypes.PrivateNetwork, "MPLS", Circuit),
        new("GRID", TicketTypes.PrivateNetwork, "GRID", Circuit),
        new("Rebill - DIA", TicketTypes.DedicatedInternet, "RDIA", Circuit),
        new("Rebill - Broadband", TicketTypes.Broadband, "RBB", Circuit),
        new("Hosted PBX", TicketTypes.Voice, "HPBX", Telephone),
        new("ePOTS", TicketTypes.Voice, "EPOTS", Telephone, HasSerialNumber: true),
        new("SIP", TicketTypes.Voice, "SIP", Telephone),
        new("Toll-Free Number", TicketTypes.Voice, "TFN", Telephone),
        new("RCF", TicketTypes.Voice, "RCF", Telephone),
        new("Mobility Access / M2M", TicketTypes.Wireless, "M2M", Device, HasSerialNumber: true),
        new("EPIK", TicketTypes.Voice, "EPIK", Telephone, HasSerialNumber: true),
        new("Wireless Voice", TicketTypes.Wireless, "WV", Telephone),
        new("Proactive Ticketing", TicketTypes.ManagedServices, "PT", Device),
        new("Advanced Monitoring", TicketTypes.ManagedServices, "AM", Device),
        new("Managed SD-WAN", TicketTypes.ManagedServices, "SDW", Device, HasSerialNumber: true),
        new("Managed Switch", TicketTypes.ManagedServices, "MSW", Device, HasSerialNumber: true),
        new("Managed Wi-Fi", TicketTypes.ManagedServices, "WIFI", Device, HasSerialNumber: true),
        new("Managed Starlink", TicketTypes.Broadband, "SAT", Device, HasSerialNumber: true),
        new("edgeboot", TicketTypes.ManagedServices, "EDGE", Device, HasSerialNumber: true),
    ];

    public bool IsBroadband => Name == BroadbandName;

    public static bool Exists(string name) => All.Any(service => service.Name == name);
}
