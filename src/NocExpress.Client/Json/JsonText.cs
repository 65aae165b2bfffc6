using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text;
using System.Text.Json;
using NocExpress.Text;

namespace NocExpress.Client.Json;

/// <summary>
/// Takes text and values out of JSON that may hold anything, such as half a surrogate pair, at which System.Text.Json throws, or what a terminal
/// would obey.
/// </summary>
internal static class JsonText
{
    public const int MarkLength = 3;

    /// <summary>A longer number is kept as text: BigInteger.ToString is quadratic, and would take seconds each time that it is shown.</summary>
    private const int LongestNumber = 1000;

    /// <summary>U+FFFD, in place of a name that is not valid text, such as half of a surrogate pair.</summary>
    public const string Unreadable = "\uFFFD";

    /// <summary>
    /// For JSON that holds a response within a line of its own: a document is read up to 64 levels deep, .NET's default, and the line adds some.
    /// </summary>
    public static readonly JsonDocumentOptions Deep = new() { MaxDepth = 128 };

    /// <summary>The same for who reads part by part.</summary>
    public static readonly JsonReaderOptions DeepReader = new() { MaxDepth = Deep.MaxDepth };

    /// <summary>Whether a text begins with a byte order mark, which some gateways add and the parser refuses.</summary>
    public static bool StartsWithMark(ReadOnlySpan<byte> text) => text.StartsWith("\uFEFF"u8);

    /// <summary>The characters of a text, and any other value as it is written.</summary>
    /// <remarks>A text that is none to .NET, such as half of a surrogate pair, is what stands between the quotes.</remarks>
    public static string Of(JsonElement value)
    {
        try
        {
            return TerminalText.Sanitize(value.GetString() ?? "");
        }
        catch (InvalidOperationException)
        {
            string raw = Raw(value);
            return TerminalText.Sanitize(value.ValueKind == JsonValueKind.String && raw.Length > 1 ? raw.Substring(1, raw.Length - 2) : raw);
        }
    }

    public static string NameOf(JsonProperty property)
    {
        try
        {
            return TerminalText.Sanitize(property.Name);
        }
        catch (InvalidOperationException)
        {
            return Unreadable;
        }
    }

    /// <summary>The property of an object; of one that comes twice the last counts. System.Text.Json throws where it meets a name that is no text on its way.</summary>
    public static JsonElement? Property(JsonElement value, string name)
    {
        try
        {
            return value.TryGetProperty(name, out JsonElement found) ? found : null;
        }
        catch (InvalidOperationException)
        {
            return value.EnumerateObject().Where(property => NameOf(property) == name).Select(property => (JsonElement?)property.Value).LastOrDefault();
        }
    }

    /// <summary>The bytes as UTF-8: what is something else, such as the Latin-1 of an old gateway, is replaced, and the rest can be read.</summary>
    public static ReadOnlyMemory<byte> Repair(ReadOnlyMemory<byte> text)
    {
        string decoded = Encoding.UTF8.GetString(text.ToArray());
        return decoded.Contains(Unreadable) ? Encoding.UTF8.GetBytes(decoded) : text;
    }

    /// <summary>The value in the types that PowerShell users handle.</summary>
    public static object? ToObject(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Of(value),
        JsonValueKind.Number => ToNumber(value.GetRawText()),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.EnumerateArray().Select(ToObject).ToArray(),
        JsonValueKind.Object => ToDictionary(value),
        _ => null,
    };

    /// <summary>A number in the type that holds it as it was written.</summary>
    public static object ToNumber(string text) =>
        text.Length > LongestNumber ? text
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact) ? exact
        : BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger large) ? large
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double near) && !double.IsInfinity(near) ? near
        : text;

    /// <summary>The value as it came, on one line: within strings JSON has no line breaks.</summary>
    public static string OnOneLine(JsonElement value) => Raw(value).Replace('\r', ' ').Replace('\n', ' ');

    /// <summary>Writes the value with each of its texts changed by <paramref name="change"/>, and without what a terminal would obey.</summary>
    public static void Write(Utf8JsonWriter json, JsonElement value, Func<string, string> change)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    json.WritePropertyName(change(NameOf(property)));
                    Write(json, property.Value, change);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (JsonElement element in value.EnumerateArray())
                {
                    Write(json, element, change);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(change(Of(value)));
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private static Dictionary<string, object?> ToDictionary(JsonElement value)
    {
        Dictionary<string, object?> entries = new(StringComparer.Ordinal);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            entries[NameOf(property)] = ToObject(property.Value);
        }

        return entries;
    }

    private static string Raw(JsonElement value)
    {
        try
        {
            return value.GetRawText();
        }
        catch (InvalidOperationException)
        {
            return Unreadable;
        }
    }
}
