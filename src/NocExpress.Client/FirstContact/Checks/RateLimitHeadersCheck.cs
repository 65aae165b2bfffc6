using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>What the server says of its limit.</summary>
internal sealed class RateLimitHeadersCheck(ClientOptions options) : Check(Guess.RateLimitHeaders, NocCheckBasis.Guessed, "the limit that the connection keeps to, or nothing")
{
    private static readonly string[] _headers = ["X-Rate-Limit-Limit", "X-RateLimit-Limit", "RateLimit-Limit"];

    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        Answer answer = await evidence.SitesAsync().ConfigureAwait(false);
        if (answer.Response is not { } response)
        {
            return Nothing(answer);
        }

        string? header = _headers.FirstOrDefault(name => response.Header(name) is not null);
        if (header is null)
        {
            return Finding.Unknown("no header speaks of it");
        }

        // The draft of the IETF lets a window follow: 60;w=60.
        if (!int.TryParse(response.Header(header)!.Split(',', ';')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int limit) || limit == 0)
        {
            return Finding.Unknown($"{header}, which is no number");
        }

        return limit == options.RequestsPerMinute
            ? Finding.Confirmed($"{header}: {limit}")
            : Finding.Set($"{header}: {limit}, and the connection keeps to {options.RequestsPerMinute}", $"-RequestsPerMinute {limit.ToString(CultureInfo.InvariantCulture)}");
    }
}
