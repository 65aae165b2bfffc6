using System;
using System.Linq;

namespace NocExpress.Text;

/// <summary>
/// How far a name is from the one that may have been meant: the number of letters to insert, drop, change, or exchange with the next (the
/// distance of Damerau and Levenshtein, in its restricted form).
/// </summary>
internal static class EditDistance
{
    public static int Between(string from, string to)
    {
        int[] before = [];
        int[] last = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int[] row = new int[to.Length + 1];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int change = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            before = last;
            last = row;
        }

        return last[to.Length];
    }
}
