using NocExpress.Text;

namespace NocExpress.Client.Text;

/// <summary>
/// Decides which texts can be sent. Whatever has a form in UTF-8 arrives as it was given, marks of direction and the formulas of
/// spreadsheets among it: it is the user's, and it is never evaluated.
/// </summary>
internal static class SendableText
{
    /// <summary>
    /// Returns what is wrong with the text: half a surrogate pair would arrive as another character, and no server expects a control
    /// character other than a tab or the end of a line.
    /// </summary>
    public static string? ProblemWith(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || (char.IsControl(text[i]) && text[i] is not ('\t' or '\r' or '\n')))
            {
                return $"holds a character that cannot be sent, {CodePoint.Name(text[i])} at position {i + 1}. Remove it.";
            }
        }

        return null;
    }

    /// <summary>Returns what is wrong with the name of a file, which is shown to people and must be what it looks like.</summary>
    public static string? ProblemWithName(string name)
    {
        foreach (char c in name)
        {
            // U+2028 and U+2029 end a line, too.
            if (TerminalText.IsControlOrBidi(c) || c is '\u2028' or '\u2029')
            {
                return $"has a control character in its name ({CodePoint.Name(c)}). Rename it.";
            }
        }

        return ProblemWith(name) is null ? null : "has half a character in its name. Rename it.";
    }
}
