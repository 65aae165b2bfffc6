using System.Globalization;
using NocExpress.Models;

namespace NocExpress.Client.Lists;

/// <summary>How long an answer was.</summary>
/// <param name="Size">The <c>page_size</c> that was asked for.</param>
/// <param name="Count">How many rows came.</param>
internal readonly record struct Answer(int? Size, int Count);

/// <summary>What became of the reading of a list.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Count">How many rows came.</param>
/// <param name="Longest">The longest answer among those that it took.</param>
/// <param name="Total">How many there are by the server's own words, if it has any.</param>
internal sealed record ListResult(ListEnd End, int Count, Answer Longest, long? Total)
{
    public bool IsWhole => End == ListEnd.Whole;

    /// <summary>The error of a list that is not whole, or cannot be proven to be.</summary>
    /// <param name="what">What it lists.</param>
    /// <param name="narrow">How to ask for less.</param>
    public NocException ToError(string what, string narrow) => new(
        NocErrorKind.ListIncomplete,
        $"{what}: the list may be incomplete. {Count.ToString("N0", CultureInfo.InvariantCulture)} came, {Reason} {narrow}");

    private string Reason => End switch
    {
        ListEnd.Cut => $"and there are likely to be more: the server gives {Longest.Count} at a time, and offers no further pages.",
        ListEnd.SaidToBeLonger when Total > Count => $"and the server says that there are {Total}, but gives no more.",
        ListEnd.SaidToBeLonger => "and the server says that there are more, but gives none.",
        ListEnd.Changing => "and the list changed while it was read, and did so again in a second reading, so that some may have been missed.",
        _ => "and there was no end to them.",
    };
}
