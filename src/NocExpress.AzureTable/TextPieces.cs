using System;
using System.Text;
using Azure.Data.Tables;

namespace NocExpress.AzureTable;

/// <summary>
/// A text that may be longer than a property of an entity can be (64 KiB): it lies in several, and what an entity cannot hold at all is left
/// out.
/// </summary>
internal static class TextPieces
{
    /// <summary>In characters, of two bytes.</summary>
    private const int LongestPiece = 32_000;

    /// <summary>An entity holds 1 MiB at most, and a character may take six bytes on the way.</summary>
    private const int LongestText = 150_000;

    /// <returns>Whether it could be kept.</returns>
    public static bool TrySet(TableEntity entity, string name, string text)
    {
        if (text.Length > LongestText)
        {
            return false;
        }

        for (int piece = 0, start = 0; start < text.Length; piece++)
        {
            int length = Math.Min(LongestPiece, text.Length - start);

            // Half of a surrogate pair would not come back.
            length -= start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]) ? 1 : 0;
            entity[name + piece] = text.Substring(start, length);
            start += length;
        }

        return true;
    }

    public static string Get(TableEntity entity, string name)
    {
        StringBuilder text = new();
        for (int piece = 0; entity.TryGetValue(name + piece, out object? value); piece++)
        {
            text.Append((string)value);
        }

        return text.ToString();
    }
}
