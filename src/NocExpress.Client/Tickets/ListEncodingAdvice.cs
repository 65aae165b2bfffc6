using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using NocExpress.Client.Guesses;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary>
/// Says of a refusal that speaks of a list which setting to try: how lists are written into the form is guessed, and a server that reads
/// them in another way says that they are missing, or are of another type.
/// </summary>
[GoesBy(Guess.ListEncoding)]
internal static partial class ListEncodingAdvice
{
    /// <summary>The statuses by which servers refuse what a form holds.</summary>
    private static readonly int[] _refusals = [400, 422];

    public static NocException Add(NocException error, NocListEncoding encoding)
    {
        IReadOnlyList<string> lists = ListsIn(error.ServerErrors);
        if (lists.Count == 0 || error.StatusCode is not { } status || !_refusals.Contains(status))
        {
            return error;
        }

        string others = string.Join(", ", ListParts.Encodings.Where(other => other != encoding));
        return error.WithMessage(
            $"{error.Message} Where the values of {string.Join(" and ", lists)} are right, the server may read lists in another form than {encoding}: "
            + $"connect with another -ListEncoding ({others}).");
    }

    /// <summary>The lists that messages of a server speak of, by the names of their fields.</summary>
    public static IReadOnlyList<string> ListsIn(IEnumerable<string> messages) =>
        [.. messages.SelectMany(message => List().Matches(message).Cast<Match>()).Select(match => FieldOf(match.Value)).Distinct()];

    private static string FieldOf(string word) => char.ToLowerInvariant(word[0]) == 's' ? TicketEncoder.SitesField : TicketEncoder.ContactsField;

    /// <summary>The fields as servers name them: as they were sent, or in the case of the server's own language.</summary>
#if NET
    [GeneratedRegex(@"\b(?:sites|additional_?contacts)\b", RegexOptions.IgnoreCase)]
    private static partial Regex List();
#else
    private static Regex List() => new(@"\b(?:sites|additional_?contacts)\b", RegexOptions.IgnoreCase);
#endif
}
