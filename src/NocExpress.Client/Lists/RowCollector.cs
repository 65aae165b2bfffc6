using System.Collections.Generic;
using System.Threading.Tasks;
using NocExpress.Client.Json;
using NocExpress.Models;

namespace NocExpress.Client.Lists;

/// <summary>Asks for the pages of one list, and hands on each row that has not come before, as it arrives.</summary>
internal sealed class RowCollector(ListQuery list)
{
    /// <summary>Where more rows than this come, the list ends here, whatever the server says: no list is as long.</summary>
    private const int MostRows = 500_000;

    /// <summary>How many rows came, each counted once.</summary>
    public int Count { get; private set; }

    /// <summary>The longest answer.</summary>
    public Answer Longest { get; private set; }

    public int Requests { get; private set; }

    /// <summary>Whether the list has gone on for longer than it is worth.</summary>
    public bool HasHadEnough => Requests >= list.MostRequests || (Requests > 1 && Count >= MostRows);

    /// <summary>Asks for a page, unless the server refuses to give it.</summary>
    /// <returns>The page; null where it was refused: there is no such page, or pages and sizes like this are not for the asking.</returns>
    public async Task<ListPage?> TryAskAsync(PageRequest request)
    {
        try
        {
            return await AskAsync(request).ConfigureAwait(false);
        }
        catch (NocException refused) when (refused.Kind == NocErrorKind.RequestRejected)
        {
            return null;
        }
    }

    /// <remarks>
    /// Rows of one page are not compared with each other: without ids two of them may be alike. Of the first answer, which may be the whole
    /// list and very long, no more are kept in mind than a page can have.
    /// </remarks>
    public async Task<ListPage> AskAsync(PageRequest request)
    {
        bool isFirst = ++Requests == 1;
        List<long> rows = [];
        int count = 0;
        ListEnvelope envelope = await list.AskAsync(request, TakeAsync).ConfigureAwait(false);
        Longest = count > Longest.Count ? new Answer(request.Size, count) : Longest;
        return new ListPage(request, count, rows, envelope);

        Task TakeAsync(JsonFields fields)
        {
            if (++count <= PageSizes.Largest || !isFirst)
            {
                long row = list.Identify(fields);
                rows.Add(row);
                if (list.Taken.Count > 0 && list.Taken.Contains(row))
                {
                    return Task.CompletedTask;
                }
            }

            Count++;
            return list.TakeAsync(fields);
        }
    }

    /// <summary>Whether the server gives more rows to a request like that of the page, as a longer list shows.</summary>
    /// <remarks>The size must be the same: a server may go by its default in place of one that is too large for it.</remarks>
    public async Task<bool> GivesMoreThanAsync(ListPage page)
    {
        if (list.AskLongerAsync is null)
        {
            return false;
        }

        Requests++;
        int count = 0;
        try
        {
            await list.AskLongerAsync(page.Request, CountAsync).ConfigureAwait(false);
        }
        catch (NocException refused) when (refused.Kind == NocErrorKind.RequestRejected)
        {
            return false;
        }

        return count > page.Count;

        Task CountAsync(JsonFields fields)
        {
            count++;
            return Task.CompletedTask;
        }
    }

    /// <summary>Keeps the rows of a page in mind, so that they do not come out again with another.</summary>
    public void Keep(ListPage page) => list.Taken.UnionWith(page.Rows);
}
