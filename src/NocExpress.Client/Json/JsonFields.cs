using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace NocExpress.Client.Json;

/// <summary>
/// Reads the fields of a JSON object into properties. A field that is absent or null gives <see langword="null"/>; one of another type than
/// documented is converted where nothing is lost, and else left among the rest, which is everything that no property took.
/// </summary>
internal sealed class JsonFields
{
    private readonly List<JsonField> _fields = [];
    private readonly FieldCache _names = new();

    /// <summary>Fields of one row after another, to be loaded.</summary>
    public JsonFields()
    {
    }

    /// <param name="source">The object whose fields they are.</param>
    public JsonFields(JsonElement source)
    {
        foreach (JsonProperty property in source.EnumerateObject())
        {
            _fields.Add(JsonField.Of(JsonText.NameOf(property), property.Value));
        }
    }

    /// <summary>Takes up the object that the reader stands on. Fails where it has not arrived whole. What was read of the one before stays good.</summary>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public bool TryLoad(ref Utf8JsonReader reader)
    {
        _fields.Clear();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                return true;
            }

            int position = _fields.Count;
            string name = _names.Of(ref reader, position);
            if (!reader.Read() || !JsonField.TryRead(name, ref reader, _names.TextBefore(position), out JsonField field))
            {
                return false;
            }

            _names.Keep(position, field.Text);
            _fields.Add(field);
        }

        return false;
    }

    [MethodImpl(JitHint.AggressiveOptimization)]
    public string? Text(string name) => Take(name, static field => field.Kind switch
    {
        JsonValueKind.String or JsonValueKind.Number => field.Text,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    });

    [MethodImpl(JitHint.AggressiveOptimization)]
    public long? Id(string name) => Take<long?>(name, static field => field.Kind switch
    {
        JsonValueKind.Number or JsonValueKind.String
            when long.TryParse(field.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long id) => id,

        // Some JSON writers write integers as 118.0.
        JsonValueKind.Number
            when decimal.TryParse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
                && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue => (long)number,
        _ => null,
    });

    [MethodImpl(JitHint.AggressiveOptimization)]
    public bool? Flag(string name) => Take<bool?>(name, static field => field.Kind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(field.Text, out bool flag) => flag,
        _ => null,
    });

    /// <summary>A time of ISO 8601; without an offset it is UTC, as documented.</summary>
    public DateTimeOffset? Time(string name) => Take<DateTimeOffset?>(name, static field =>
        field.Kind == JsonValueKind.String
        && DateTimeOffset.TryParse(field.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null);

    /// <summary>The texts of the first of these fields that has any: a string or a list of strings.</summary>
    public string[] Texts(params string[] names)
    {
        foreach (string name in names)
        {
            if (Take(name, TextsOf) is { } texts)
            {
                return texts;
            }
        }

        return [];
    }

    /// <summary>Whether there is a list of that name.</summary>
    public bool Has(string list) => Find(list) is >= 0 and var at && _fields[at].Kind == JsonValueKind.Array;

    /// <summary>The objects of a list.</summary>
    public T[] Objects<T>(string name, Func<JsonFields, T> read) => Take(name, field =>
        field.Kind == JsonValueKind.Array && field.Element.EnumerateArray().All(element => element.ValueKind == JsonValueKind.Object)
            ? field.Element.EnumerateArray().Select(element => read(new JsonFields(element))).ToArray()
            : null) ?? [];

    /// <summary>The unknown fields, for AdditionalProperties; null where there are none. To be read last.</summary>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public ReadOnlyDictionary<string, object?>? Rest()
    {
        Dictionary<string, object?>? rest = null;
        foreach (JsonField field in _fields)
        {
            if (!field.IsTaken)
            {
                rest ??= new Dictionary<string, object?>(StringComparer.Ordinal);
                rest[field.Name] = field.ToObject();
            }
        }

        return rest is null ? null : new ReadOnlyDictionary<string, object?>(rest);
    }

    [MethodImpl(JitHint.AggressiveOptimization)]
    private T? Take<T>(string name, Func<JsonField, T?> read)
    {
        int last = Find(name);
        if (last < 0)
        {
            return default;
        }

        T? taken = read(_fields[last]);
        if (taken is not null || _fields[last].Kind == JsonValueKind.Null)
        {
            for (int at = last; at >= 0; at = Find(name, at))
            {
                _fields[at] = _fields[at] with { IsTaken = true };
            }
        }

        return taken;
    }

    /// <remarks>Duplicate names: the last one counts.</remarks>
    [MethodImpl(JitHint.AggressiveOptimization)]
    private int Find(string name, int before = int.MaxValue)
    {
        for (int i = Math.Min(before, _fields.Count) - 1; i >= 0; i--)
        {
            if (_fields[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    private static string[]? TextsOf(JsonField field)
    {
        string?[] texts = field.Kind switch
        {
            JsonValueKind.String => [field.Text],
            JsonValueKind.Array when field.Element.EnumerateArray().All(element => element.ValueKind == JsonValueKind.String) =>
                [.. field.Element.EnumerateArray().Select(JsonText.Of)],
            _ => [],
        };
        string[] named = [.. texts.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text!).Distinct()];
        return named.Length > 0 ? named : null;
    }
}
