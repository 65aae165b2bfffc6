using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Client.Lists;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>Whether page=2 brings the rows after the first page.</summary>
internal sealed class PageNumberCheck() : Check(Guess.PageNumber, NocCheckBasis.Sibling, "the rows after the first page")
{
    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        Answer first = await evidence.SitesAsync(new PageRequest(1, null)).ConfigureAwait(false);
        Answer second = await evidence.SitesAsync(new PageRequest(1, 2)).ConfigureAwait(false);
        if (first.Rows is not [var row])
        {
            return first.Rows is null ? Nothing(first) : Finding.Unknown($"page_size=1 brought {first.Counted} rows");
        }

        return second switch
        {
            { Status: 400 or 422 or 404 } => Finding.Differs($"page=2 is refused ({second.Status})"),
            { Rows: null } => Nothing(second),
            { Rows: [] } => Finding.Unknown("page=2 brought nothing, as where there is one site"),
            { Rows: [var other] } when other.GetRawText() == row.GetRawText() => Finding.Differs("page=2 brought the first row again: it is ignored"),
            _ => Finding.Confirmed("page=2 brought another row"),
        };
    }
}
