using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NocExpress.Sandbox.Data;

/// <summary>The customer's sites, each made from its index when it is asked for.</summary>
internal sealed class SiteDirectory(int count)
{
    public const string CompanyName = "Harborline Retail Group";
    public const string CompanyAccount = "HRG-4471";
    private const string CompanyMacnum = "01004471";

    private const long FirstId = 700_001;
    private const int FirstStore = 118;

    private static readonly string[] _brands =
    [
        "Northgate Tire & Auto", "Lakeland Pharmacy", "Café Zoë", "Summit Outdoor Supply", "Blue Heron Books", "Peña Blanca Market",
        "Prairie Hardware", "Old Mill Bakery", "Cascade Optical", "Redwood Pet Supply", "O'Malley's Grill",
    ];

    public IEnumerable<Site> All() => Enumerable.Range(0, count).Select(Make);

    public Site? At(long index) => index >= 0 && index < count ? Make((int)index) : null;

    /// <summary>A site that the customer does not have, for lists that never end: each round has sites of its own.</summary>
    public Site Beyond(Site site, int round) => Make(unchecked(site.Index + round * count) & int.MaxValue);

    public Site? Find(string macnum) =>
        Macnums.TryGetIndex(macnum, out long index) && At(index) is { Macnum: not null } site ? site : null;

    private static Site Make(int index)
    {
        StreetAddress place = StreetAddress.Of(index);
        string brand = _brands[index % _brands.Length];
        string store = (FirstStore + index).ToString(CultureInfo.InvariantCulture);
        int houseNumber = 100 + Scatter.Below(4900, index, aspect: 1);
        bool hasParent = index % 10 != 9;
        return new Site
        {
            Index = index,
            Id = FirstId + index,
            Name = $"{brand} #{store}",
            StoreNumber = store,
            // A site that is still being set up has no account number, and no ticket can be opened for it.
            Macnum = index % 12 == 10 ? null : Macnums.Of(index),
            SiteName = index % 9 == 5 ? null : $"{place.City} - {place.Street}",
            AccountName = index % 7 == 6 ? null : $"{brand} LLC",
            AddressLine1 = $"{houseNumber} {place.Street}",
            AddressLine2 = index % 5 == 2 ? $"Suite {100 + Scatter.Below(300, index, aspect: 2)}" : null,
            City = place.City,
            State = index % 50 == 29 ? null : place.State,
            Zip = place.Zip,
            ParentMacnum = hasParent ? CompanyMacnum : null,
            ParentName = hasParent ? CompanyName : null,
            ParentAccount = CompanyAccount,
            IsChronic = index % 8 == 3,
        };
    }
}
