using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NocExpress.Client.Guesses;
using NocExpress.Client.Http;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary>Writes a list of objects into a form, which has no lists of its own: in one of the four ways that servers read.</summary>
[GoesBy(Guess.ListEncoding)]
internal static class ListParts
{
    public static readonly IReadOnlyList<NocListEncoding> Encodings =
        [NocListEncoding.Json, NocListEncoding.JsonItems, NocListEncoding.Brackets, NocListEncoding.Dots];

    /// <summary>The text goes into no HTML page, and whoever reads a preview should see the names as they are.</summary>
    private static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="name">The field's name.</param>
    /// <param name="items">The items, each of which has the same fields: texts and whole numbers.</param>
    /// <param name="encoding">How they are written.</param>
    public static IEnumerable<NocRequestPart> Of(string name, IReadOnlyList<IReadOnlyList<(string Key, object Value)>> items, NocListEncoding encoding) => encoding switch
    {
        NocListEncoding.JsonItems => items.Select(item => FormParts.Text(name, Json(json => Write(json, item)))),
        NocListEncoding.Brackets => Values(items, (at, key) => $"{name}[{at}][{key}]"),
        NocListEncoding.Dots => Values(items, (at, key) => $"{name}[{at}].{key}"),
        _ => [FormParts.Text(name, Json(json => WriteAll(json, items)))],
    };

    private static IEnumerable<NocRequestPart> Values(IReadOnlyList<IReadOnlyList<(string Key, object Value)>> items, Func<int, string, string> nameOf) =>
        items.SelectMany((item, at) => item.Select(field => FormParts.Text(nameOf(at, field.Key), FormattableString.Invariant($"{field.Value}"))));

    private static void WriteAll(Utf8JsonWriter json, IReadOnlyList<IReadOnlyList<(string Key, object Value)>> items)
    {
        json.WriteStartArray();
        foreach (IReadOnlyList<(string Key, object Value)> item in items)
        {
            Write(json, item);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<(string Key, object Value)> item)
    {
        json.WriteStartObject();
        foreach ((string key, object value) in item)
        {
            if (value is long number)
            {
                json.WriteNumber(key, number);
            }
            else
            {
                json.WriteString(key, (string)value);
            }
        }

        json.WriteEndObject();
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, _readable))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
