using System;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using NocExpress.Client.Json;
using NocExpress.Text;

namespace NocExpress.Client.Journal;

/// <summary>
/// Gives equal texts as one string: the lines of a journal have most of theirs in common, and a journal may have very many lines. A table
/// of fixed size in which the last of two that meet wins.
/// </summary>
internal sealed class TextPool
{
    private const int Size = 1024;
    private const int Sampled = 8;

    private readonly (byte[] Utf8, string Text)[] _slots = new (byte[], string)[Size];

    /// <summary>The text that the reader stands on; nothing where it is none.</summary>
    public string? Of(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => reader.ValueIsEscaped ? Read(ref reader) : Of(reader.ValueSpan),
        _ => Skipped(ref reader),
    };

    [MethodImpl(JitHint.AggressiveOptimization)]
    public string Of(ReadOnlySpan<byte> utf8)
    {
        ref (byte[] Utf8, string Text) slot = ref _slots[SlotOf(utf8)];
        if (slot.Utf8 is null || !utf8.SequenceEqual(slot.Utf8))
        {
            byte[] bytes = utf8.ToArray();
            slot = (bytes, TerminalText.Sanitize(Encoding.UTF8.GetString(bytes)));
        }

        return slot.Text;
    }

    /// <remarks>By its length and a few of its bytes: the texts are few, and long ones differ near an end.</remarks>
    [MethodImpl(JitHint.AggressiveOptimization)]
    private static uint SlotOf(ReadOnlySpan<byte> utf8)
    {
        uint hash = (uint)utf8.Length;
        for (int i = 0; i < Math.Min(utf8.Length, Sampled); i++)
        {
            hash = (hash ^ utf8[i]) * 16777619;
            hash = (hash ^ utf8[utf8.Length - 1 - i]) * 16777619;
        }

        return hash % Size;
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
