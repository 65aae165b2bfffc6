using System.Threading.Tasks;
using NocExpress.Contract;

namespace NocExpress.Client.Lists;

/// <summary>
/// Reads lists whole, or says why it cannot. The API cuts lists at a size that it does not publish, and its answers need not say so: a list
/// is gone on with where it is as long as was asked for, as servers cut lists, or where the answer tells of more.
/// </summary>
internal sealed class ListReader(ServerPaging paging)
{
    public async Task<ListResult> ReadAsync(ListQuery list, ICallContext call)
    {
        RowCollector rows = new(list);
        ListPage first = await AskFirstAsync(rows, list).ConfigureAwait(false);
        if (list.KeepsRows)
        {
            rows.Keep(first);
        }

        bool isTold = first.TellsOfMore(first.Count);
        if (first.IsLongerThanAnyPage || first.Count == 0)
        {
            return Result(isTold ? ListEnd.SaidToBeLonger : ListEnd.Whole, rows, first);
        }

        bool isOurSize = list.PageSize is null || first.Request.Size != list.PageSize;
        bool isSuspect = first.Count >= first.Request.Size
            || (!IsKnownToBeShort(first, list.LongerCame) && paging.IsSuspect(first.Request.Size, first.Count, isOurSize));
        if (!isSuspect && !isTold)
        {
            return Result(ListEnd.Whole, rows, first);
        }

        rows.Keep(first);
        ListEnd end = await new PagedReading(rows, paging, isOurSize).ReadAsync(first).ConfigureAwait(false)
            ?? await new LargerReading(rows, paging).ReadAsync(first).ConfigureAwait(false);
        ListResult result = Result(end, rows, first);
        if (result.IsWhole)
        {
            call.Verbose($"{first.Count} {list.What} came at first, which may have been cut. All {result.Count} came in {rows.Requests} requests.");
        }

        return result;
    }

    /// <remarks>A size that is refused, ours as well as the user's, is no failure: the server gives what it gives.</remarks>
    private async Task<ListPage> AskFirstAsync(RowCollector rows, ListQuery list)
    {
        PagingFacts facts = paging.Facts;
        int? size = list.PageSize < (facts.Refused ?? int.MaxValue) ? list.PageSize : facts.SizeToAskFor;
        if (size is null)
        {
            return await rows.AskAsync(default).ConfigureAwait(false);
        }

        if (await rows.TryAskAsync(new PageRequest(size, null)).ConfigureAwait(false) is { } page)
        {
            return page;
        }

        // Whether it is the size that is refused shows where the list comes without.
        ListPage first = await rows.AskAsync(default).ConfigureAwait(false);
        paging.Refuses(size.Value);
        return first;
    }

    /// <summary>Whether more rows have come to a request like this one, so that the server does not cut at so few.</summary>
    /// <remarks>One for less says nothing: a server may go by its default in place of a size that is too large for it.</remarks>
    private static bool IsKnownToBeShort(ListPage page, Answer? longer) => page.Count < longer?.Count && page.Request.Size == longer?.Size;

    private static ListResult Result(ListEnd end, RowCollector rows, ListPage first) =>
        new(end, rows.Count, rows.Longest, first.Envelope.Total);
}
