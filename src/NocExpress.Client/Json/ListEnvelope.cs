using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace NocExpress.Client.Json;

/// <summary>
/// What a list's answer says of the list besides its rows, such as a total or a next page. Nothing of it is documented, so that it is
/// recognized by the words that such names are made of. It is only ever taken for a hint that there is more: nothing in it is followed.
/// </summary>
internal sealed class ListEnvelope
{
    /// <summary>Far more than any envelope says.</summary>
    private const int MostNotes = 200;

    private static readonly string[] _nothing = ["none", "null", "false"];

    private readonly List<string> _errors = [];
    private int _notes;
    private bool _isFailed;
    private long _pages;
    private long _linkedPage;
    private bool _hasNext;

    /// <summary>How many rows the whole list has, if the answer says so.</summary>
    public long? Total { get; private set; }

    /// <summary>What the answer says went wrong, though its status is a good one; null where it says nothing of that kind.</summary>
    public string? Failure => _errors.Count > 0 ? string.Join("; ", _errors) : _isFailed ? "success is false" : null;

    /// <summary>
    /// Whether the answer says that the list goes on after these rows, of which the last came on the page of this number.
    /// </summary>
    public bool TellsOfMore(int rows, int page) => _hasNext || Total > rows || _pages > page || _linkedPage > page;

    /// <summary>The answer says by other means that the list goes on.</summary>
    public void NoteNext() => _hasNext = true;

    /// <summary>The answer says by other means how many rows the whole list has.</summary>
    public void NoteTotal(long total) => Total = Math.Max(Total ?? 0, total);

    /// <summary>Whether a list that is not the one of the rows, and has this name, is worth a note.</summary>
    public static bool IsTelling(string name) => WordsOf(name).Exists(static word => IsError(word) || word == "links");

    /// <summary>Takes note of a list that is not the one of the rows.</summary>
    public void Note(string name, JsonElement list)
    {
        if (WordsOf(name).Exists(IsError))
        {
            _errors.AddRange(list.EnumerateArray().Select(JsonText.OnOneLine).Take(MostNotes - _errors.Count));
        }
        else
        {
            _hasNext |= list.EnumerateArray().Any(static link =>
                link.ValueKind == JsonValueKind.Object && JsonText.Property(link, "rel") is { ValueKind: JsonValueKind.String } rel && JsonText.Of(rel) == "next");
        }
    }

    /// <summary>Takes note of a value that stands beside the rows.</summary>
    /// <param name="parent">The name of the object that it stands in.</param>
    /// <param name="name">Its own name.</param>
    /// <param name="reader">The reader, which stands on it.</param>
    public void Note(string parent, string name, ref Utf8JsonReader reader)
    {
        if (_notes++ >= MostNotes)
        {
            return;
        }

        bool isText = reader.TokenType is JsonTokenType.String or JsonTokenType.Number;
        string? text = isText ? Encoding.UTF8.GetString(reader.ValueSpan.ToArray()) : null;
        long? number = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long whole) ? whole : null;
        bool? flag = reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.TokenType == JsonTokenType.True
            : bool.TryParse(text, out bool written) ? written
            : null;
        (List<string> ofParent, List<string> ofName) = (WordsOf(parent), WordsOf(name));
        NoteFailure(ofParent, ofName, flag, reader.TokenType == JsonTokenType.String ? text : null);
        List<string> words = parent.StartsWith("next", StringComparison.OrdinalIgnoreCase) ? ofParent : ofName;
        if (words.Contains("next"))
        {
            _hasNext |= flag ?? (number > 0 || (number is null && !string.IsNullOrWhiteSpace(text)));
        }
        else if (words.Contains("more") || words.Contains("truncated"))
        {
            _hasNext |= flag == true;
        }
        else if (number is null)
        {
            _linkedPage = Math.Max(_linkedPage, text is null ? 0 : PageOf(text));
        }
        else if (words.Contains("pages") || (words.Contains("page") && words.Exists(static word => word is "total" or "count" or "last")))
        {
            _pages = Math.Max(_pages, number.Value);
        }
        else if (!words.Contains("page") && words.Exists(static word => word is "count" or "records" || word.StartsWith("total", StringComparison.Ordinal)))
        {
            NoteTotal(number.Value);
        }
    }

    private void NoteFailure(List<string> parent, List<string> name, bool? flag, string? text)
    {
        bool isOfError = parent.Exists(IsError) || name.Exists(IsError);
        _isFailed |= (flag == false && name.Contains("success")) || (flag == true && name.Exists(IsError));
        if (isOfError && flag is null && !string.IsNullOrWhiteSpace(text) && !_nothing.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            _errors.Add(text!);
        }
    }

    private static bool IsError(string word) => word is "error" or "errors";

    /// <summary>The number of the page that an address asks for.</summary>
    private static long PageOf(string address)
    {
        int at = address.LastIndexOf("page=", StringComparison.OrdinalIgnoreCase);
        if (at < 1 || address[at - 1] is not ('?' or '&'))
        {
            return 0;
        }

        string rest = address.Substring(at + "page=".Length);
        int end = rest.IndexOf('&');
        string number = end < 0 ? rest : rest.Substring(0, end);
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long page) ? page : 0;
    }

    /// <summary>The words of a name, whichever way they are joined: has_more, hasMore, has-more.</summary>
    private static List<string> WordsOf(string name)
    {
        List<string> words = [];
        StringBuilder word = new();
        foreach (char c in name)
        {
            if (word.Length > 0 && (!char.IsLetterOrDigit(c) || (char.IsUpper(c) && char.IsLower(word[word.Length - 1]))))
            {
                words.Add(word.ToString().ToLowerInvariant());
                word.Clear();
            }

            if (char.IsLetterOrDigit(c))
            {
                word.Append(c);
            }
        }

        words.Add(word.ToString().ToLowerInvariant());
        return words;
    }
}
