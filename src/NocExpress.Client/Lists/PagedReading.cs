using System.Threading.Tasks;
using NocExpress.Client.Guesses;

namespace NocExpress.Client.Lists;

/// <summary>
/// Goes on with a list page by page, each of which overlaps the one before by at least one row. So it shows at once whether <c>page</c>
/// works, whether a size was lowered, where the list ends, and whether it has changed meanwhile.
/// </summary>
/// <param name="rows">Where the pages come from, and their rows go to.</param>
/// <param name="paging">What is known of the server, and is to be.</param>
/// <param name="isOurSize">Whether the size of the pages is ours to choose, and not the user's.</param>
[GoesBy(Guess.PageNumber)]
internal sealed class PagedReading(RowCollector rows, ServerPaging paging, bool isOurSize)
{
    /// <summary>A page as small as this is accepted by every server that takes a <c>page_size</c> at all.</summary>
    private const int Small = 10;

    /// <summary>After so many pages without a new row no further one is asked for.</summary>
    private const int MostFruitless = 3;

    private bool _hasPages;
    private RowOrder _order = new();
    private ListPage _last = null!;

    /// <summary>The largest page that has come whole.</summary>
    private int _size;

    /// <summary>So many rows came where more were asked for: if there are more, the server cuts there.</summary>
    private int? _shortOf;

    private bool _grows;
    private bool _goesByNumber;
    private bool _ignoresSize;
    private bool _hasChanged;
    private int _fruitless;
    private bool _isSecond;

    /// <summary>Reads to the end of the list; once more from its beginning, where it changed on the way.</summary>
    /// <returns>How it ended, or null where the server has no pages.</returns>
    public async Task<ListEnd?> ReadAsync(ListPage first)
    {
        ListEnd? end = await ReadFromAsync(first).ConfigureAwait(false);
        if (end != ListEnd.Changing || await AskAsync(first.Request).ConfigureAwait(false) is not { Count: > 0 } again)
        {
            return end;
        }

        _isSecond = true;
        return await ReadFromAsync(again).ConfigureAwait(false);
    }

    private async Task<ListEnd?> ReadFromAsync(ListPage first)
    {
        _order = new RowOrder();
        _order.Add(first.Rows);
        _last = first;
        _size = first.Count >= first.Request.Size ? first.Request.Size.Value : first.Count;
        _shortOf = first.Request.Size > first.Count ? first.Count : null;
        _grows = isOurSize && _shortOf is null;
        _goesByNumber = _hasChanged = false;
        _fruitless = 0;
        while (!rows.HasHadEnough)
        {
            int larger = _grows && _hasPages ? paging.LargerThan(_size, _size, isLast: false) ?? _size : _size;
            PageRequest request = _goesByNumber ? _last.Request.Next() : PageRequest.After(_order.Count, larger);
            bool overlaps = request.Start < _order.Count;
            if (await AskAsync(request).ConfigureAwait(false) is { } page)
            {
                Overlap overlap = _order.Add(page.Rows);
                if (!_hasPages && request.Number > 1 && !IsAnotherPage(page, overlap))
                {
                    return HasNoPages();
                }

                if (IsLast(page, overlap, overlaps) || (_isSecond && _hasChanged))
                {
                    return End(page);
                }

                _last = page;
            }
            else if (larger > _size)
            {
                paging.Refuses(larger);
            }
            else if (_hasPages)
            {
                // A page that overlaps what came is there, unless the list has got shorter.
                _hasChanged |= overlaps;
                return End(_last);
            }
            else if (_size > Small && paging.Facts.HasPages != false)
            {
                _size = Small;
            }
            else
            {
                return HasNoPages();
            }
        }

        return ListEnd.Endless;
    }

    /// <summary>
    /// Whether a page shows that <c>page</c> works: it is where it should be, or has new rows. A server that ignores it sends the first
    /// page again.
    /// </summary>
    private static bool IsAnotherPage(ListPage page, Overlap overlap) =>
        overlap.Start != 0 && (overlap.Added > 0 || (page.Count > 0 && overlap.Start == page.Request.Start) || IsLowered(page, overlap));

    /// <summary>
    /// Whether the page stands where it would if its size were the number of its rows: the size that was asked for is above the maximum.
    /// </summary>
    private static bool IsLowered(ListPage page, Overlap overlap) =>
        page.Count >= Small && page.Count < page.Request.Size && overlap.Start == page.Count * ((page.Request.Number ?? 1) - 1);

    /// <summary>Learns from the page, and tells whether it was the last.</summary>
    private bool IsLast(ListPage page, Overlap overlap, bool overlaps)
    {
        int asked = page.Request.Size ?? _size;
        int number = page.Request.Number ?? 1;
        _ignoresSize |= page.Count > asked && overlap.Start < 0;
        _hasChanged |= !overlap.IsInOrder || (number > 1 && overlap.Start == 0) || (overlaps && overlap.Start < 0 && !_ignoresSize);
        Learn(page, overlap, asked, number);
        if (page.Count == 0)
        {
            return true;
        }

        _fruitless = overlap.Added > 0 ? 0 : _fruitless + 1;
        if (_fruitless == MostFruitless)
        {
            // Full pages of which all is known: they do not lead to the end of any list.
            _hasChanged = true;
            return true;
        }

        if (page.Count >= asked)
        {
            // Pages that begin before their place overlap by themselves: they are taken one after another.
            _goesByNumber |= _ignoresSize || (overlap.Start >= 0 && overlap.Start < page.Request.Start);
            _size = asked > _size ? asked : _size;
            return false;
        }

        if (number == 1 || IsLowered(page, overlap))
        {
            (_size, _shortOf, _grows) = (page.Count, page.Count, false);
            return false;
        }

        _hasChanged |= !overlap.ReachesEnd;
        return true;
    }

    private void Learn(ListPage page, Overlap overlap, int asked, int number)
    {
        if (number > 1)
        {
            _hasPages = true;
            paging.HasPages(true);
        }

        if (overlap.Added > 0 && _last.Request == default)
        {
            paging.CutsByDefault(_last.Count);
        }

        if (isOurSize && (page.Count >= asked || number == 1))
        {
            paging.Accepts(asked, page.Count);
        }

        if (isOurSize && overlap.Added > 0 && _shortOf is { } cap)
        {
            paging.CutsAt(cap);
            _shortOf = null;
        }
    }

    private ListEnd? HasNoPages()
    {
        paging.HasPages(false);
        return null;
    }

    private ListEnd End(ListPage last) =>
        _hasChanged ? ListEnd.Changing
        : last.TellsOfMore(_order.Count) ? ListEnd.SaidToBeLonger
        : ListEnd.Whole;

    private async Task<ListPage?> AskAsync(PageRequest request)
    {
        ListPage? page = await rows.TryAskAsync(request).ConfigureAwait(false);
        if (page is not null)
        {
            rows.Keep(page);
        }

        return page;
    }
}
