using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NocExpress.Client.Http;
using NocExpress.Models;

namespace NocExpress.Client.Tracing;

/// <summary>Writes the body of a request (<c>postData</c>): the fields of a form, files by name, length and hash, or JSON.</summary>
internal static class HarRequestBody
{
    private const string FormType = "application/x-www-form-urlencoded";

    private static readonly Regex _extension = new("^[.][A-Za-z]{1,4}$");

    public static void Write(Utf8JsonWriter json, TracedExchange exchange, Mask mask)
    {
        json.WriteStartObject("postData");
        json.WriteString("mimeType", exchange.Body!.Headers.ContentType?.ToString() ?? "");
        if (exchange.Body is MultipartBody form)
        {
            json.WriteStartArray("params");
            WriteParts(json, form, exchange.Hashes, mask);
            json.WriteEndArray();
        }
        else if (exchange.Body.Headers.ContentType?.MediaType == FormType)
        {
            json.WriteStartArray("params");
            foreach ((string name, string value) in Form.Parts(Encoding.UTF8.GetString(exchange.Text!)).Select(Form.Pair))
            {
                WriteField(json, name, value, mask);
            }

            json.WriteEndArray();
        }
        else if (Masked(exchange.Text ?? [], mask) is { } masked)
        {
            json.WriteString("text", masked);
        }

        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, MultipartBody form, IReadOnlyList<string?> hashes, Mask mask)
    {
        int file = 0;
        foreach (NocRequestPart part in form.Parts)
        {
            if (part.Value is not null)
            {
                WriteField(json, part.Name, part.Value, mask);
                continue;
            }

            string? hash = hashes.ElementAtOrDefault(file);
            json.WriteStartObject();
            json.WriteString("name", mask.Name(part.Name));
            json.WriteString("fileName", FileName(form.Files[file++].Attachment.Name, mask));
            json.WriteString("contentType", part.ContentType);
            json.WriteString("comment", $"{part.Length} bytes{(hash is null ? "" : $", SHA-256 {hash}")}");
            json.WriteEndObject();
        }
    }

    private static void WriteField(Utf8JsonWriter json, string name, string value, Mask mask)
    {
        bool isJson = value.Length > 0 && value[0] is '[' or '{';
        json.WriteStartObject();
        json.WriteString("name", mask.Name(name));
        json.WriteString("value", isJson && !Mask.IsSecret(name) && Masked(Encoding.UTF8.GetBytes(value), mask) is { } masked ? masked : mask.Values(name, value));
        json.WriteEndObject();
    }

    private static string? Masked(byte[] text, Mask mask)
    {
        bool isWhole = text.Length <= TracedExchange.LongestBody;
        return JsonMask.Of(text.AsSpan(0, isWhole ? text.Length : TracedExchange.LongestBody), isWhole, mask);
    }

    /// <summary>The name of a file may be that of a person; its extension says what it is.</summary>
    private static string FileName(string name, Mask mask)
    {
        string extension = Path.GetExtension(name);
        return mask.ShowsContent ? mask.Redacted(name)
            : _extension.IsMatch(extension) ? Mask.Length(Path.GetFileNameWithoutExtension(name)) + extension
            : Mask.Length(name);
    }
}
