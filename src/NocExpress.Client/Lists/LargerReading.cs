using System.Threading.Tasks;

namespace NocExpress.Client.Lists;

/// <summary>Goes on with a list of a server without pages: by asking for more at once, as far as it gives more.</summary>
internal sealed class LargerReading(RowCollector rows, ServerPaging paging)
{
    public async Task<ListEnd> ReadAsync(ListPage first)
    {
        ListPage last = first;
        int accepted = first.Request.Size > first.Count ? first.Request.Size.Value : first.Count;
        if (paging.LargerThan(accepted, first.Count, isLast: true) is null)
        {
            // What it has refused before it is asked for again, before it is said that this is all that can be had.
            paging.ForgetRefusal();
        }

        while (paging.LargerThan(accepted, last.Count, isLast: true) is { } size && !rows.HasHadEnough)
        {
            if (await rows.TryAskAsync(new PageRequest(size, null)).ConfigureAwait(false) is not { } page)
            {
                paging.Refuses(size);
                continue;
            }

            rows.Keep(page);
            Learn(first, page, size);
            (last, accepted) = (page, size);
            if (page.Count < size)
            {
                break;
            }
        }

        bool isShort = last.Count < last.Request.Size && last.Count >= first.Count;
        bool isLikelyCut = PageSizes.IsUsual(last.Count) || last.Count == paging.Facts.Cap;
        if (!isShort || (isLikelyCut && !await rows.GivesMoreThanAsync(last).ConfigureAwait(false)))
        {
            return ListEnd.Cut;
        }

        paging.DoesNotCutAt(last.Count);
        return last.TellsOfMore(last.Count) ? ListEnd.SaidToBeLonger : ListEnd.Whole;
    }

    private void Learn(ListPage first, ListPage page, int size)
    {
        paging.Accepts(size, page.Count);
        if (page.Count > first.Count && first.Request == default)
        {
            paging.CutsByDefault(first.Count);
        }

        // A short list of a usual length, after longer ones, says nothing of where the server cuts.
        bool isLongest = page.Count >= paging.Facts.Most;
        if (page.Count < size && isLongest && (PageSizes.IsUsual(page.Count) || page.Count < first.Count))
        {
            paging.CutsAt(page.Count);
        }
    }
}
