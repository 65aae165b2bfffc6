using System.Collections.Generic;
using System.Linq;
using NocExpress.Contract;
using NocExpress.Text;

namespace NocExpress.Commands;

/// <summary>
/// Tells what was asked for by name and brought nothing. Nobody else would: it is missing in what comes out, and gets no ticket.
/// </summary>
internal static class NothingFound
{
    /// <summary>The warning: the first of them, how many there are, and whether a spreadsheet may have dropped zeros.</summary>
    /// <param name="what">What did not come of them.</param>
    /// <param name="asked">What was asked for, each with what it is.</param>
    /// <param name="seen">What the connection has seen, which may know a number with its zeros.</param>
    public static string Describe(string what, IReadOnlyList<KeyValuePair<string, string>> asked, CompletionCache seen)
    {
        string named = FirstFew.Of(asked.Select(static one => $"{one.Key.ToLowerInvariant()} {TerminalText.Quoted(one.Value)}"));
        return $"{asked.Count} of what was asked for brought no {what}, so that no ticket can be opened for it: {named}.{Hint(asked, seen)}";
    }

    private static string Hint(IReadOnlyList<KeyValuePair<string, string>> asked, CompletionCache seen)
    {
        string[] numbers =
        [
            .. asked.Where(static one => one.Key is "Macnum" or "Store" && LeadingZeros.IsNumber(one.Value)).Select(static one => one.Value),
        ];
        if (numbers.Length == 0)
        {
            return "";
        }

        string[] known =
        [
            .. numbers.Select(number => (number, full: seen.WithZeros(number))).Where(static one => one.full is not null)
                .Select(static one => $"{one.number} may be {TerminalText.Quoted(one.full)}"),
        ];
        string examples = known.Length == 0 ? "" : $" {FirstFew.Of(known)}.";
        return " Has a spreadsheet dropped the zeros that a number begins with?" + examples;
    }
}
