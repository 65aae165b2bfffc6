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

    /// <summary>The text of a field that is one, or of an object that has it as its name. An object that has more to say is also left among the rest.</summary>
    public string? Name(string name)
    {
        int last = Find(name);
        return last >= 0 && _fields[last].Kind == JsonValueKind.Object ? Take(name, static field => NameOf(field.Element), HasMoreThanName) : Text(name);
    }

    /// <summary>The text of a field, which is left among the rest, and whether it was written as a number.</summary>
    public (string? Text, bool IsNumber) Peek(string name) => Find(name) is >= 0 and var at ? (_fields[at].Text, _fields[at].Kind == JsonValueKind.Number) : default;

    /// <summary>
    /// What tells the row from others: its <c>id</c>, with whose it is; where there is none, all that it holds.
    /// </summary>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public long Identity(string? owner = null)
    {
        RowHash hash = new();
        hash.Add(owner);
        if (Find("id") is >= 0 and var id && _fields[id].Text is { } text)
        {
            hash.Add(text);
            return hash.Value;
        }

        foreach (JsonField field in _fields)
        {
            hash.Add(field.Name);
            hash.Add(field.Text ?? (field.Kind is JsonValueKind.Array or JsonValueKind.Object ? field.Element.ToString() : field.Kind.ToString()));
        }

        return hash.Value;
    }

    /// <summary>The names in the first of these fields that has any: a text, an object with a name, or a list of either.</summary>
    public string[] Names(IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            if (Take(name, NamesOf, HasMoreThanName) is { } found)
            {
                return found;
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
    private T? Take<T>(string name, Func<JsonField, T?> read, Func<JsonField, bool>? isLeft = null)
    {
        int last = Find(name);
        if (last < 0)
        {
            return default;
        }

        T? taken = read(_fields[last]);
        if ((taken is not null && isLeft?.Invoke(_fields[last]) != true) || _fields[last].Kind == JsonValueKind.Null)
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

    private static string[]? NamesOf(JsonField field)
    {
        string?[] names = field.Kind switch
        {
            JsonValueKind.String => [field.Text],
            JsonValueKind.Object => [NameOf(field.Element)],
            JsonValueKind.Array => [.. field.Element.EnumerateArray().Select(NameOf)],
            _ => [],
        };

        // A list of which one element cannot be understood would name fewer than there are.
        string[] named = [.. names.Where(name => !string.IsNullOrWhiteSpace(name)).Select(name => name!).Distinct()];
        return named.Length > 0 && Array.TrueForAll(names, static name => name is not null) ? named : null;
    }

    private static string? NameOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => JsonText.Of(element),
        JsonValueKind.Object when JsonText.Property(element, "name") is { ValueKind: JsonValueKind.String } name => JsonText.Of(name),
        _ => null,
    };

    private static bool HasMoreThanName(JsonField field) => field.Kind switch
    {
        JsonValueKind.Object => HasMoreThanName(field.Element),
        JsonValueKind.Array => field.Element.EnumerateArray().Any(static element => element.ValueKind == JsonValueKind.Object && HasMoreThanName(element)),
        _ => false,
    };

    private static bool HasMoreThanName(JsonElement element) => element.EnumerateObject().Skip(1).Any();
}
