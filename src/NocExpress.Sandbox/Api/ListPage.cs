using System;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Api;

/// <summary>A page of a list.</summary>
/// <param name="Number">Its number, which is not the one that was asked for where another page is sent in its place.</param>
/// <param name="Size">How many rows it has at most; null for all.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Total">How many rows the list is said to have; null where it is not said.</param>
/// <param name="HasNext">Whether another page is said to follow.</param>
internal sealed record ListPage<T>(int Number, int? Size, IEnumerable<T> Rows, long? Total, bool HasNext)
{
    /// <summary>Cuts the page that was asked for, as the settings say.</summary>
    /// <param name="rows">The rows of the whole list.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="settings">How the list is cut.</param>
    /// <param name="response">How many responses the list has had, with this one.</param>
    /// <returns>The page; null where the server has none of this number and says so by an error.</returns>
    public static ListPage<T>? Cut(IEnumerable<T> rows, PageRequest request, ListSettings settings, int response)
    {
        IEnumerable<T> list = InOrder(Present(rows, settings, response), settings, response);
        int number = request.Number;
        int size = request.Size ?? int.MaxValue;

        // Pages that overlap move by less than their size.
        int step = Math.Max(1, size - settings.Overlap);
        if (number > 1 && !HasRowAt(list, Offset(number - 1, step) + size))
        {
            if (settings.Beyond != BeyondLastPage.LastPage)
            {
                return settings.Beyond == BeyondLastPage.Empty
                    ? new(number, request.Size, [], TotalOf(list, settings), HasNext: false)
                    : null;
            }

            number = LastPage(list.Count(), size, step);
        }

        long offset = Offset(number, step);
        long? total = settings.Endless ? offset + 2L * size : TotalOf(list, settings);
        bool hasNext = settings.Next is not null && HasRowAt(list, offset + size);
        return new(number, request.Size, list.Skip((int)offset).Take(size), total, hasNext);
    }

    private static IEnumerable<T> Present(IEnumerable<T> rows, ListSettings settings, int response) =>
        response > settings.FirstRowVanishesAfter || response <= settings.FirstRowAppearsAfter ? rows.Skip(1) : rows;

    private static IEnumerable<T> InOrder(IEnumerable<T> rows, ListSettings settings, int response)
    {
        if (settings.Order == RowOrder.Stable)
        {
            return rows;
        }

        T[] shuffled = [.. rows];
        new Random(response).Shuffle(shuffled);
        return shuffled;
    }

    private static long Offset(int page, int step) => Math.Min((page - 1L) * step, int.MaxValue);

    private static int LastPage(int rows, int size, int step) => rows <= size ? 1 : 1 + (rows - size + step - 1) / step;

    // Skip and the cheap count make no row where the list can tell without.
    private static bool HasRowAt(IEnumerable<T> rows, long index) => index < int.MaxValue && rows.Skip((int)index).Any();

    private static long? TotalOf(IEnumerable<T> rows, ListSettings settings)
    {
        if (settings.Total is null)
        {
            return null;
        }

        int count = rows.TryGetNonEnumeratedCount(out int known) ? known : rows.Count();
        return Math.Max(0, (long)count + settings.TotalError);
    }
}
