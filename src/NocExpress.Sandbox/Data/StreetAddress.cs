using System.Collections.Generic;

namespace NocExpress.Sandbox.Data;

/// <summary>A street in an American town, with the ZIP code that goes with it.</summary>
internal sealed record StreetAddress(string City, string State, string Zip, string Street)
{
    // Three of the first twelve are in Minneapolis, so that a search for it finds something in the smallest sandbox.
    private static readonly IReadOnlyList<StreetAddress> _all =
    [
        new("Minneapolis", "MN", "55408", "Hennepin Ave"),
        new("Saint Paul", "MN", "55104", "University Ave W"),
        new("Des Moines", "IA", "50309", "Locust St"),
        new("Madison", "WI", "53703", "State St"),
        new("Minneapolis", "MN", "55407", "E Lake St"),
        new("Santa Fe", "NM", "87501", "Cerrillos Rd"),
        new("Omaha", "NE", "68102", "Farnam St"),
        new("Minneapolis", "MN", "55414", "University Ave SE"),
        new("Chicago", "IL", "60614", "N Clark St"),
        new("Boston", "MA", "02116", "Boylston St"),
        new("Fargo", "ND", "58102", "Broadway N"),
        new("Denver", "CO", "80205", "Larimer St"),
        new("Kansas City", "MO", "64108", "Main St"),
        new("Tulsa", "OK", "74103", "S Boston Ave"),
        new("Austin", "TX", "78704", "S Congress Ave"),
        new("Dallas", "TX", "75204", "McKinney Ave"),
        new("Houston", "TX", "77006", "Westheimer Rd"),
        new("Phoenix", "AZ", "85004", "N Central Ave"),
        new("Tucson", "AZ", "85701", "E Congress St"),
        new("Albuquerque", "NM", "87106", "Central Ave SE"),
        new("Salt Lake City", "UT", "84111", "S State St"),
        new("Boise", "ID", "83702", "W Main St"),
        new("Seattle", "WA", "98122", "E Pike St"),
        new("Minneapolis", "MN", "55403", "Nicollet Ave"),
        new("Portland", "OR", "97214", "SE Hawthorne Blvd"),
        new("Sacramento", "CA", "95814", "J St"),
        new("San Jose", "CA", "95112", "E Santa Clara St"),
        new("Los Angeles", "CA", "90026", "W Sunset Blvd"),
        new("Las Vegas", "NV", "89101", "Fremont St"),
        new("Nashville", "TN", "37203", "Broadway"),
        new("Atlanta", "GA", "30308", "Ponce De Leon Ave NE"),
        new("Charlotte", "NC", "28203", "South Blvd"),
        new("Columbus", "OH", "43215", "N High St"),
        new("Cleveland", "OH", "44113", "W 25th St"),
        new("Pittsburgh", "PA", "15222", "Penn Ave"),
        new("Milwaukee", "WI", "53202", "N Water St"),
        new("Quincy", "MA", "02169", "Hancock St"),
        new("Providence", "RI", "02903", "Westminster St"),
        new("Buffalo", "NY", "14202", "Delaware Ave"),
        new("Brooklyn", "NY", "11215", "5th Ave"),
    ];

    public static StreetAddress Of(int siteIndex) => _all[siteIndex % _all.Count];
}
