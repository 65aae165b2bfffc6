using System;
using System.Linq;
using NocExpress.Client.Guesses;

namespace NocExpress.Client.Lists;

/// <summary>
/// The page sizes that servers have as defaults and limits. A list of just so many rows may have been cut, and between two of them lies the
/// limit of a server that takes the one and refuses the other.
/// </summary>
[GoesBy(Guess.DefaultPageSize)]
[GoesBy(Guess.MaximumPageSize)]
internal static class PageSizes
{
    public const int Largest = 10_000;

    /// <summary>A page that is large enough for few requests, and that no server is likely to stumble over.</summary>
    private const int Large = 1000;

    /// <summary>With pages of this size it is not worth while to look for the largest that is accepted.</summary>
    private const int LargeEnough = 90;

    private static readonly int[] _usual = [10, 20, 25, 30, 50, 100, 200, 250, 500, Large, 2000, 2500, 5000, Largest];

    /// <summary>Larger than any page: only a server without pages is asked for so many at once.</summary>
    private static readonly int[] _huge = [100_000, 1_000_000];

    public static bool IsUsual(int count) => Array.BinarySearch(_usual, count) >= 0;

    /// <summary>A larger size to try, or none.</summary>
    /// <param name="accepted">The size that is accepted.</param>
    /// <param name="refused">The smallest that is not, if any is known.</param>
    /// <param name="isLast">Whether there is no other way on, so that the very largest is worth looking for.</param>
    public static int? After(int accepted, int? refused, bool isLast)
    {
        if (refused is null)
        {
            int[] steps = [Large, Largest, .. isLast ? _huge : []];
            return steps.Where(size => size > accepted).Select(size => (int?)size).FirstOrDefault();
        }

        int[] between = [.. _usual.Concat(_huge).Where(size => size > accepted && size < refused)];
        return between.Length == 0 || (accepted >= LargeEnough && !isLast) ? null : between[between.Length / 2];
    }
}
