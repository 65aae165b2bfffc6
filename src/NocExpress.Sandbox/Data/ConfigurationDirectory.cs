using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NocExpress.Sandbox.Data;

/// <summary>The configurations of the customer's sites, each computed from its id.</summary>
/// <param name="sites">The sites.</param>
/// <param name="perSite">How many each has; null for Broadband and about a quarter of everything else.</param>
internal sealed class ConfigurationDirectory(SiteDirectory sites, int? perSite)
{
    private const long FirstId = 4_200_000;

    // Room for the 23 services, so that the id tells both the site and the place among its configurations.
    private const int UsualIdsPerSite = 32;

    // Above every id that a site can have.
    private const long RoundOfIds = 1_000_000_000_000;

    private static readonly string[] _statuses = ["Pending Install", "Suspended"];

    private readonly int _idsPerSite = perSite > UsualIdsPerSite ? perSite.Value : UsualIdsPerSite;

    public IEnumerable<Configuration> Of(Site site) =>
        Enumerable.Range(0, perSite ?? Service.All.Count).Where(place => Has(site, place)).Select(place => Make(site, place));

    public Configuration? Find(long id)
    {
        long offset = id - FirstId;
        int place = (int)(offset % _idsPerSite);
        return offset >= 0 && sites.At(offset / _idsPerSite) is { Macnum: not null } site && Has(site, place) ? Make(site, place) : null;
    }

    /// <summary>A configuration that no site has, for lists that never end: each round has ids of its own.</summary>
    public static Configuration Beyond(Configuration configuration, int round) =>
        configuration with { Id = configuration.Id + round * RoundOfIds };

    private bool Has(Site site, int place) => perSite is { } exactly
        ? place < exactly
        : place < Service.All.Count && (Service.All[place].IsBroadband || Scatter.Below(4, site.Index, aspect: 100 + place) == 0);

    private Configuration Make(Site site, int place)
    {
        Service service = Service.All[place % Service.All.Count];
        int repetition = place / Service.All.Count;
        string ordinal = repetition == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" ({repetition + 1})");
        long id = FirstId + (long)site.Index * _idsPerSite + place;
        bool active = service.IsBroadband || Scatter.Below(12, id, aspect: 1) != 0;
        return new Configuration
        {
            Id = id,
            Site = site,
            Service = service,
            Name = $"{service.Name} - {site.Name}{ordinal}",
            Status = active ? "Active" : _statuses[Scatter.Below(_statuses.Length, id, aspect: 2)],
            ServiceId = string.Create(CultureInfo.InvariantCulture, $"{service.Code}-{id}"),
            SerialNumber = service.HasSerialNumber
                ? string.Create(CultureInfo.InvariantCulture, $"SN{Scatter.Below(100_000_000, id, aspect: 3):D8}")
                : null,
        };
    }
}
