using System;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using NocExpress.Text;

namespace NocExpress.Client.Json;

/// <summary>
/// A field of a JSON object as it was read: a text or number as its text, a list or object as an element. Most fields of most rows are texts,
/// and need nothing but themselves.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A text's characters, or a number as it was written.</param>
/// <param name="Element">A list or an object.</param>
internal record struct JsonField(string Name, JsonValueKind Kind, string? Text, JsonElement Element)
{
    /// <summary>Whether a property has taken it.</summary>
    public bool IsTaken { get; set; }

    public static JsonField Of(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new JsonField(name, JsonValueKind.String, JsonText.Of(value), default),
        JsonValueKind.Number => new JsonField(name, JsonValueKind.Number, value.GetRawText(), default),
        JsonValueKind.Array or JsonValueKind.Object => new JsonField(name, value.ValueKind, null, value),
        var kind => new JsonField(name, kind, null, default),
    };

    /// <summary>Reads the value that the reader stands on. Fails where a list or an object has not arrived whole.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="textAgain">The text that it stands on, where it is the one of the row before.</param>
    /// <param name="field">The field.</param>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public static bool TryRead(string name, ref Utf8JsonReader reader, string? textAgain, out JsonField field)
    {
        field = default;
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                field = new JsonField(name, JsonValueKind.String, textAgain ?? TextOf(ref reader), default);
                return true;
            case JsonTokenType.Number:
                field = new JsonField(name, JsonValueKind.Number, Written(ref reader), default);
                return true;
            case JsonTokenType.True:
                field = new JsonField(name, JsonValueKind.True, null, default);
                return true;
            case JsonTokenType.False:
                field = new JsonField(name, JsonValueKind.False, null, default);
                return true;
            case JsonTokenType.Null:
                field = new JsonField(name, JsonValueKind.Null, null, default);
                return true;
            default:
                if (!JsonDocument.TryParseValue(ref reader, out JsonDocument? document))
                {
                    return false;
                }

                using (document)
                {
                    field = new JsonField(name, document.RootElement.ValueKind, null, document.RootElement.Clone());
                }

                return true;
        }
    }

    public readonly object? ToObject() => Kind switch
    {
        JsonValueKind.String => Text,
        JsonValueKind.Number => JsonText.ToNumber(Text!),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array or JsonValueKind.Object => JsonText.ToObject(Element),
        _ => null,
    };

    /// <remarks>Half of a surrogate pair, or what is no UTF-8, is text to JSON and none to .NET.</remarks>
    [MethodImpl(JitHint.AggressiveOptimization)]
    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return TerminalText.Sanitize(reader.GetString() ?? "");
        }
        catch (InvalidOperationException)
        {
            return TerminalText.Sanitize(Written(ref reader));
        }
    }

#if NET
    private static string Written(ref Utf8JsonReader reader) => Encoding.UTF8.GetString(reader.ValueSpan);
#else
    private static string Written(ref Utf8JsonReader reader) => Encoding.UTF8.GetString(reader.ValueSpan.ToArray());
#endif
}
