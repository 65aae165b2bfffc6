using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Client.Lists;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>
/// The largest page_size. Whether one is refused shows as well in a list of no sites; only where none is, a page of sites shows whether a smaller one is
/// given in its place.
/// </summary>
internal sealed class MaximumPageSizeCheck() : Check(Guess.MaximumPageSize, NocCheckBasis.Sibling, "100")
{
    private const int Expected = 100;

    private static readonly int[] _larger = [Expected + 1, 1001, 10_001];

    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        int? accepted = null;
        foreach (int size in _larger)
        {
            Answer answer = await evidence.NoSitesAsync(size).ConfigureAwait(false);
            if (IsRefused(answer))
            {
                return accepted is null ? await IsExpectedAsync(evidence).ConfigureAwait(false) : Finding.Differs($"{accepted} is taken, {size} refused");
            }

            if (!IsTaken(answer))
            {
                return Nothing(answer);
            }

            accepted = size;
        }

        return await GivenAsync(evidence).ConfigureAwait(false);
    }

    private static async Task<Finding> IsExpectedAsync(Evidence evidence)
    {
        Answer answer = await evidence.NoSitesAsync(Expected).ConfigureAwait(false);
        return IsRefused(answer) ? Finding.Differs($"{Expected} is refused")
            : !IsTaken(answer) ? Nothing(answer)
            : Finding.Confirmed($"{Expected} is taken, {_larger[0]} refused");
    }

    private static async Task<Finding> GivenAsync(Evidence evidence)
    {
        Answer answer = await evidence.SitesAsync(new PageRequest(_larger[0], null)).ConfigureAwait(false);
        return answer switch
        {
            { Rows: null } => Nothing(answer),
            { Count: > Expected } => Finding.Differs($"none is refused, and {_larger[0]} brought {answer.Counted}"),
            { IsCut: true } => Finding.Unknown($"none is refused, and of {answer.Counted} sites the rest was not read"),
            { Count: Expected } => Finding.Confirmed($"none is refused, and {_larger[0]} brought {Expected}"),
            _ => Finding.Unknown($"none is refused, and {Words.Of(answer.Count, "site")} {(answer.Count == 1 ? "is" : "are")} too few to tell more"),
        };
    }

    /// <remarks>Whether a list of nothing is one shows in no envelope that is not known.</remarks>
    private static bool IsTaken(Answer answer) => answer is { Status: >= 200 and < 300, Json: not null };

    private static bool IsRefused(Answer answer) => answer.Status is 400 or 422;
}
