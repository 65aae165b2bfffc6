using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>The largest page_size. It is asked of a list of no sites, which shows as well whether it is refused.</summary>
internal sealed class MaximumPageSizeCheck() : Check(Guess.MaximumPageSize, NocCheckBasis.Sibling, "100")
{
    private const int Expected = 100;

    private static readonly int[] _sizes = [Expected, Expected + 1, 1001, 10_001];

    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        int accepted = 0;
        foreach (int size in _sizes)
        {
            Answer answer = await evidence.NoSitesAsync(size).ConfigureAwait(false);
            if (answer.Status is 400 or 422)
            {
                return (accepted, size) == (Expected, Expected + 1)
                    ? Finding.Confirmed($"{accepted} is taken, {size} refused")
                    : Finding.Differs($"{(accepted == 0 ? "" : $"{accepted} is taken, ")}{size} refused");
            }

            if (answer.Rows is null)
            {
                return Nothing(answer);
            }

            accepted = size;
        }

        return Finding.Differs($"{accepted} is taken; a smaller size may be given in its place");
    }
}
