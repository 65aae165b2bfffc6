using System;
using System.Linq;

namespace NocExpress.Text;

/// <summary>Numbers that are names, such as macnums and stores: spreadsheets drop the zeros that they begin with.</summary>
internal static class LeadingZeros
{
    /// <summary>The number without the zeros that it begins with; a text that is no number as it is.</summary>
    public static string Trim(string number) => IsNumber(number) ? number.TrimStart('0') : number;

    /// <summary>Whether two are one but for the zeros that they begin with.</summary>
    public static bool Same(string? one, string? other) =>
        string.Equals(one, other, StringComparison.Ordinal)
        || (one is not null && other is not null && IsNumber(one) && IsNumber(other)
            && (Zeros(one), Zeros(other)) is var (first, second)
            && one.Length - first == other.Length - second
            && string.CompareOrdinal(one, first, other, second, one.Length - first) == 0);

    /// <summary>A hash that those have in common which are one but for the zeros that they begin with.</summary>
    public static int HashOf(string text)
    {
        // FNV-1a: it makes no string of the rest, of which a journal may have a hundred thousand.
        uint hash = 2166136261;
        for (int i = Zeros(text); i < text.Length; i++)
        {
            hash = unchecked((hash ^ text[i]) * 16777619);
        }

        return unchecked((int)hash);
    }

    public static bool IsNumber(string text) => text.Length > 0 && text.All(static c => c is >= '0' and <= '9');

    private static int Zeros(string text)
    {
        int zeros = 0;
        while (zeros < text.Length && text[zeros] == '0')
        {
            zeros++;
        }

        return zeros;
    }
}
