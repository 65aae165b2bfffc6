using System;
using System.Text;
using System.Text.Json;
using NocExpress.Text;

namespace NocExpress.Client.Journal;

/// <summary>
/// Gives equal texts as one string: the lines of a journal have most of theirs in common, and a journal may have very many lines. A table
/// of fixed size in which the last of two that meet wins.
/// </summary>
internal sealed class TextPool
{
    private const int Size = 1024;

    private readonly (byte[] Utf8, string Text)[] _slots = new (byte[], string)[Size];

    /// <summary>The text that the reader stands on; nothing where it is none.</summary>
    public string? Of(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => reader.ValueIsEscaped ? Read(ref reader) : Of(reader.ValueSpan),
        _ => Skipped(ref reader),
    };

    public string Of(ReadOnlySpan<byte> utf8)
    {
        uint hash = 2166136261;
        foreach (byte b in utf8)
        {
            hash = (hash ^ b) * 16777619;
        }

        ref (byte[] Utf8, string Text) slot = ref _slots[hash % Size];
        if (slot.Utf8 is null || !utf8.SequenceEqual(slot.Utf8))
        {
            byte[] bytes = utf8.ToArray();
            slot = (bytes, TerminalText.Sanitize(Encoding.UTF8.GetString(bytes)));
        }

        return slot.Text;
    }

    /// <summary>A text that is not worth keeping; nothing where it is none.</summary>
    public static string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            return Skipped(ref reader);
        }

        try
        {
            return TerminalText.Sanitize(reader.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or what is no UTF-8.
            throw new JsonException();
        }
    }

    private static string? Skipped(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return null;
    }
}
