using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;

namespace NocExpress.Text;

/// <summary>
/// Text that a terminal shows and does not obey: without control characters, which begin escape sequences, and without the marks that
/// turn the direction of what follows, which make one name look like another.
/// </summary>
internal static class TerminalText
{
    /// <summary>Stands for a character that was taken out.</summary>
    private const char Replaced = '\uFFFD';

    private const int LongestLine = 200;

    /// <summary>
    /// Every text of a server comes by here, so that it is worth the runtime's best code at once; netstandard has no name for that.
    /// </summary>
    private const MethodImplOptions AggressiveOptimization = (MethodImplOptions)512;

    /// <summary>Whether a terminal would obey the character: a control character (C0, DEL, C1), or a bidi embedding, override or isolate.</summary>
    public static bool IsControlOrBidi(char c) =>
        c < ' ' || (c >= '\u007F' && (c <= '\u009F' || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')));

    /// <summary>The text with every control and bidi character replaced. Tabs and line ends stay; a lone CR does not: what follows it would overwrite what went before.</summary>
    [MethodImpl(AggressiveOptimization)]
    public static string Sanitize(string text)
    {
        foreach (char c in text)
        {
            // Nearly all text is plain: what is not is looked at once more.
            if (c is < ' ' or > '~')
            {
                return SanitizeUnusual(text);
            }
        }

        return text;
    }

    /// <summary>The text on one line, and short: as a part of a sentence of ours.</summary>
    public static string Line(string text, int longest = LongestLine)
    {
        StringBuilder line = new();
        bool space = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c) || IsControlOrBidi(c))
            {
                space = line.Length > 0;
                continue;
            }

            if (line.Length >= longest)
            {
                if (char.IsHighSurrogate(line[line.Length - 1]))
                {
                    line.Length--;
                }

                return line.Append('…').ToString();
            }

            if (space)
            {
                line.Append(' ');
                space = false;
            }

            line.Append(c);
        }

        return line.ToString();
    }

    /// <summary>Words of a server as a part of a sentence of ours: on one line, short, and in quotes that they cannot close.</summary>
    public static string Quoted(string? words, int longest = LongestLine) => $"'{Line(words ?? "", longest).Replace('\'', '’')}'";

    private static string SanitizeUnusual(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (IsControlOrBidi(text[i]) && !IsLayout(text, i))
            {
                return new string([.. text.Select((c, at) => IsControlOrBidi(c) && !IsLayout(text, at) ? Replaced : c)]);
            }
        }

        return text;
    }

    private static bool IsLayout(string text, int at) =>
        text[at] is '\t' or '\n' || (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n');
}
