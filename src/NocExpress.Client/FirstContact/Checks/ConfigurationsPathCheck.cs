using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>Which path lists configurations.</summary>
internal sealed class ConfigurationsPathCheck() : Check(Guess.ConfigurationsPath, NocCheckBasis.Documented, "configurations/external")
{
    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        Answer first = await evidence.LongPathAsync().ConfigureAwait(false);
        if (first.Status != 404)
        {
            return first.Rows is null ? Nothing(first) : Finding.Confirmed("configurations/external");
        }

        Answer second = await evidence.ConfigurationsAsync().ConfigureAwait(false);
        return second.Rows is null ? Nothing(second) : Finding.Differs("configurations, where configurations/external is not found (404)");
    }
}
