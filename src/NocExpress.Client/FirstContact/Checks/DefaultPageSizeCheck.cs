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
        if (answer.Rows is null)
        {
            return Nothing(answer);
        }

        string observed = $"{answer.Counted} came";
        return answer.Count > Expected ? Finding.Differs(observed)
            : answer.Count == Expected && !answer.IsCut ? Finding.Confirmed(observed)
            : Finding.Unknown(answer.IsCut ? observed : $"{observed}, which may be all");
    }
}
