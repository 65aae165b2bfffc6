namespace NocExpress.Client.Lists;

/// <summary>Which part of a list to ask for. What is null is not asked for, and left to the server.</summary>
/// <param name="Size">The most rows of the answer (<c>page_size</c>).</param>
/// <param name="Number">The page, counted from 1 (<c>page</c>).</param>
internal readonly record struct PageRequest(int? Size, int? Number)
{
    /// <summary>One that takes as much room in an address as any.</summary>
    public static PageRequest Longest { get; } = new(1_000_000, 10_000);

    public PageRequest Next() => this with { Number = (Number ?? 1) + 1 };

    /// <summary>
    /// The page that brings the most new rows after so many, and begins with at least one row that is known. Where it begins with another,
    /// the server has ignored <c>page</c>, or the list has changed: a row that moves from a page to the one before would else be missed in
    /// silence. Pages of one size do not overlap, so that the size varies a little. That costs about a tenth more requests.
    /// </summary>
    /// <param name="known">How many rows have come.</param>
    /// <param name="most">The largest page to ask for.</param>
    public static PageRequest After(int known, int most)
    {
        const int tries = 20;
        int before = (known - 1) / most;
        PageRequest best = new(most, before + 1);
        for (int pages = before + 1; pages <= before + tries && (known - 1) / pages > 1; pages++)
        {
            PageRequest other = new((known - 1) / pages, pages + 1);
            best = other.End > best.End ? other : best;
        }

        // A small page may have no such neighbour: then the next one follows without overlap.
        return best.End > known ? best.FromStart() : new PageRequest(most, before + 2);
    }

    /// <summary>How many rows stand before the page.</summary>
    public int Start => (Size ?? 0) * ((Number ?? 1) - 1);

    private int End => Size!.Value * Number!.Value;

    /// <summary>The first page is not asked for by its number, which some servers may not know.</summary>
    private PageRequest FromStart() => Number == 1 ? this with { Number = null } : this;
}
