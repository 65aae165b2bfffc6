using System.Collections.Generic;

namespace NocExpress.Client.Lists;

/// <summary>The rows of a list in the order of one reading, against which each page is held that overlaps them.</summary>
internal sealed class RowOrder
{
    private readonly List<long> _rows = [];
    private readonly Dictionary<long, int> _positions = [];

    public int Count => _rows.Count;

    /// <summary>Adds the rows of the next page that are not known yet.</summary>
    public Overlap Add(IReadOnlyList<long> page)
    {
        int known = _rows.Count;
        int start = page.Count > 0 && _positions.TryGetValue(page[0], out int position) ? position : -1;
        int at = start < 0 ? known : start;
        bool isInOrder = true;
        foreach (long row in page)
        {
            if (at < known)
            {
                isInOrder &= _rows[at++] == row;
                continue;
            }

            // Rows of one page are not compared with each other: without ids two of them may be alike.
            if (_positions.TryGetValue(row, out int before) && before < known)
            {
                isInOrder = false;
                continue;
            }

            _positions[row] = _rows.Count;
            _rows.Add(row);
        }

        return new Overlap(start, isInOrder, ReachesEnd: at == known, _rows.Count - known);
    }
}

/// <summary>How a page fits to the rows before it.</summary>
/// <param name="Start">Where in the list its first row stood before, or -1 where that row is new.</param>
/// <param name="IsInOrder">Whether it is as before as far as it overlaps, and all that follows is new.</param>
/// <param name="ReachesEnd">Whether nothing that is known would follow it.</param>
/// <param name="Added">How many of its rows are new.</param>
internal readonly record struct Overlap(int Start, bool IsInOrder, bool ReachesEnd, int Added);
