using System.Globalization;

namespace NocExpress.Text;

/// <summary>Characters that cannot be shown, by their numbers in Unicode.</summary>
internal static class CodePoint
{
    /// <summary>The character at the index as people look it up, such as U+200B; of half a surrogate pair its own number.</summary>
    public static string Name(string text, int index) => "U+" + ValueAt(text, index).ToString("X4", CultureInfo.InvariantCulture);

    public static string Name(char c) => "U+" + ((int)c).ToString("X4", CultureInfo.InvariantCulture);

    /// <summary>The number of the character at the index.</summary>
    public static int ValueAt(string text, int index) =>
        char.IsSurrogatePair(text, index) ? char.ConvertToUtf32(text, index) : text[index];
}
