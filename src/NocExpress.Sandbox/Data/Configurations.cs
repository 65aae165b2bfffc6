using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NocExpress.Sandbox.Data;

/// <summary>The configurations of sites, each computed from its id.</summary>
internal static class Configurations
{
    private const long FirstId = 4_200_000;

    // Room for the 23 services, so that the id tells both the site and the service.
    private const int IdsPerSite = 32;

    private static readonly string[] _statuses = ["Pending Install", "Suspended"];

    public static IEnumerable<Configuration> Of(Site site) =>
        Enumerable.Range(0, Service.All.Count).Where(service => Has(site.Index, service)).Select(service => Make(site, service));

    public static Configuration? Find(SiteDirectory sites, long id)
    {
        long offset = id - FirstId;
        int service = (int)(offset % IdsPerSite);
        return offset >= 0 && service < Service.All.Count
            && sites.At(offset / IdsPerSite) is { Macnum: not null } site && Has(site.Index, service)
            ? Make(site, service)
            : null;
    }

    // Every site has Broadband, and about a quarter of everything else.
    private static bool Has(int site, int service) =>
        Service.All[service].IsBroadband || Scatter.Below(4, site, aspect: 100 + service) == 0;

    private static Configuration Make(Site site, int serviceIndex)
    {
        Service service = Service.All[serviceIndex];
        long id = FirstId + (long)site.Index * IdsPerSite + serviceIndex;
        bool active = service.IsBroadband || Scatter.Below(12, id, aspect: 1) != 0;
        return new Configuration
        {
            Id = id,
            Site = site,
            Service = service,
            Name = $"{service.Name} - {site.Name}",
            Status = active ? "Active" : _statuses[Scatter.Below(_statuses.Length, id, aspect: 2)],
            ServiceId = string.Create(CultureInfo.InvariantCulture, $"{service.Code}-{id}"),
            SerialNumber = service.HasSerialNumber
                ? string.Create(CultureInfo.InvariantCulture, $"SN{Scatter.Below(100_000_000, id, aspect: 3):D8}")
                : null,
        };
    }
}
