using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary>
/// Says in an error of a request for many sites which they are: those that the server's messages name by their places in the request, as in
/// <c>sites[3].macnum</c>, and the first few.
/// </summary>
internal static partial class NamedSites
{
    private const int MostNamed = 5;

    public static NocException Add(NocException error, NocTicketRequest request)
    {
        // An unknown outcome names them in its own words.
        if (request.Sites.Count == 1 || error.Kind == NocErrorKind.OutcomeUnknown)
        {
            return error;
        }

        string[] meant =
        [
            .. error.ServerErrors.SelectMany(Places).Distinct().Where(place => place < request.Sites.Count).Take(MostNamed)
                .Select(place => $" sites[{place}] is {request.Sites[place]}."),
        ];
        return error.WithMessage(error.Message + string.Concat(meant) + TicketsEndpoint.SitesOf(request));
    }

    private static IEnumerable<int> Places(string message) =>
        Place().Matches(message).Cast<Match>().Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    /// <summary>As in <c>sites[3]</c>, <c>sites.3</c> and <c>sites/3</c>.</summary>
#if NET
    [GeneratedRegex(@"\bsites(?:\[|\.|/)([0-9]{1,5})\b", RegexOptions.IgnoreCase)]
    private static partial Regex Place();
#else
    private static Regex Place() => new(@"\bsites(?:\[|\.|/)([0-9]{1,5})\b", RegexOptions.IgnoreCase);
#endif
}
