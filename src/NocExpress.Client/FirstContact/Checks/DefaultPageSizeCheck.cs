using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>How many sites come where no page_size is asked for.</summary>
internal sealed class DefaultPageSizeCheck() : Check(Guess.DefaultPageSize, NocCheckBasis.Sibling, "20")
{
    private const int Expected = 20;

    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        Answer answer = await evidence.SitesAsync().ConfigureAwait(false);
        if (answer.Rows is not { } rows)
        {
            return Nothing(answer);
        }

        return rows.Count == Expected ? Finding.Confirmed($"{rows.Count} came")
            : rows.Count < Expected ? Finding.Unknown($"{rows.Count} came, which may be all")
            : Finding.Differs($"{rows.Count} came");
    }
}
