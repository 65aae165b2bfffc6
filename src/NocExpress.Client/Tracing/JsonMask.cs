using System;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NocExpress.Client.Json;

namespace NocExpress.Client.Tracing;

/// <summary>
/// JSON with its shape: names, kinds of values and how many there are stay, and the values go by the mask. It may be the beginning of a
/// document: then what is whole of it is there.
/// </summary>
internal static class JsonMask
{
    public static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <returns>Nothing where it is no JSON, or several documents.</returns>
    public static string? Of(ReadOnlySpan<byte> text, bool isWhole, Mask mask)
    {
        if (JsonText.StartsWithMark(text))
        {
            text = text.Slice(JsonText.MarkLength);
        }

        using MemoryStream masked = new();
        using Utf8JsonWriter writer = new(masked, Readable);
        Utf8JsonReader reader = new(text, isWhole, new JsonReaderState(JsonText.DeepReader));
        try
        {
            Copy(ref reader, writer, mask);
        }
        catch (JsonException)
        {
            return null;
        }

        writer.Flush();
        return masked.Length == 0 ? null : Encoding.UTF8.GetString(masked.GetBuffer(), 0, (int)masked.Length);
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer, Mask mask)
    {
        string name = "";

        // Whatever is within the value of such a field is a secret.
        string? secret = null;
        int secretDepth = 0;
        while (reader.Read())
        {
            string field = secret ?? name;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = Text(ref reader);
                    writer.WritePropertyName(mask.Name(name));
                    if (secret is null && Mask.IsSecret(name))
                    {
                        (secret, secretDepth) = (name, reader.CurrentDepth);
                    }

                    continue;
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.String:
                    writer.WriteStringValue(mask.Value(field, Text(ref reader)));
                    break;
                case JsonTokenType.Number:
                    WriteNumber(writer, mask.Number(field, Encoding.UTF8.GetString(Bytes(ref reader))));
                    break;
                case JsonTokenType.Null:
                    writer.WriteNullValue();
                    break;
                default:
                    writer.WriteBooleanValue(reader.TokenType == JsonTokenType.True);
                    break;
            }

            name = "";
            secret = reader.CurrentDepth > secretDepth || IsOpen(reader.TokenType) ? secret : null;
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, string? number)
    {
        if (number is null)
        {
            writer.WriteStringValue(Mask.Secret);
        }
        else
        {
            writer.WriteRawValue(number, skipInputValidation: true);
        }
    }

    private static bool IsOpen(JsonTokenType token) => token is JsonTokenType.StartObject or JsonTokenType.StartArray;

    /// <summary>The text; where it is none to .NET, such as half of a surrogate pair, what stands between the quotes.</summary>
    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(Bytes(ref reader));
        }
    }

    private static byte[] Bytes(ref Utf8JsonReader reader) => reader.ValueSpan.ToArray();
}
