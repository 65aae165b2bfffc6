using System.Globalization;
using NocExpress.Text;

namespace NocExpress.Rules;

/// <summary>
/// Macnums, ids, numbers of tickets, addresses: texts that stand for something, and that must be the same where they look the same. Two that
/// differ by what nobody sees would be two sites to a server, and open two tickets.
/// </summary>
internal static class Identifier
{
    /// <summary>Returns what is wrong with the text, or nothing and the identifier: without the blanks and line ends at its edges.</summary>
    public static string? Read(string text, out string identifier)
    {
        identifier = text.Trim();
        for (int i = 0; i < identifier.Length; i += char.IsSurrogatePair(identifier, i) ? 2 : 1)
        {
            if (IsHidden(identifier, i))
            {
                return $"holds {CodePoint.Name(identifier, i)} at position {i + 1}, which nobody can see, or tell from a blank. Type it anew.";
            }
        }

        return null;
    }

    private static bool IsHidden(string text, int at) => CharUnicodeInfo.GetUnicodeCategory(text, at) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate => true,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.SpaceSeparator => text[at] != ' ',
        _ => IsDrawnAsNothing(CodePoint.ValueAt(text, at)),
    };

    /// <remarks>
    /// What Unicode counts among letters and marks and yet draws as nothing (Default_Ignorable_Code_Point): joiners, fillers and variation
    /// selectors; and the braille pattern without dots.
    /// </remarks>
    private static bool IsDrawnAsNothing(int codePoint) => codePoint
        is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x2800 or 0x3164
        or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);
}
