using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace NocExpress.Client.Http;

/// <summary>
/// Reads the fields of a JSON object into properties. A field that is absent or null gives <see langword="null"/>; one of another type than
/// documented is converted where nothing is lost, and else left among the rest, which is everything that no property took.
/// </summary>
internal sealed class JsonFields
{
    private readonly List<Field> _fields = [];
    private readonly JsonNames _names;

    /// <param name="source">The object.</param>
    public JsonFields(JsonElement source)
        : this(new JsonNames()) =>
        Load(source);

    /// <summary>Fields to be loaded with one row after another of the same list.</summary>
    public JsonFields(JsonNames names) => _names = names;

    /// <summary>Takes up the next object. What was read of the one before stays good.</summary>
    [MethodImpl(Hot.Path)]
    public void Load(JsonElement source)
    {
        _fields.Clear();
        foreach (JsonProperty property in source.EnumerateObject())
        {
            _fields.Add(new Field(_names.Of(property, _fields.Count), property.Value));
        }
    }

    [MethodImpl(Hot.Path)]
    public string? Text(string name) => Take(name, static value => value.ValueKind switch
    {
        JsonValueKind.String => JsonText.Of(value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    });

    [MethodImpl(Hot.Path)]
    public long? Id(string name) => Take<long?>(name, static value => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out long id) => id,
        JsonValueKind.String when long.TryParse(JsonText.Of(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long id) => id,
        _ => null,
    });

    [MethodImpl(Hot.Path)]
    public bool? Flag(string name) => Take<bool?>(name, static value => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(JsonText.Of(value), out bool flag) => flag,
        _ => null,
    });

    /// <summary>A time of ISO 8601; without an offset it is UTC, as documented.</summary>
    public DateTimeOffset? Time(string name) => Take<DateTimeOffset?>(name, static value =>
        value.ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParse(JsonText.Of(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
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
    public bool Has(string list) => Find(list) is { Value.ValueKind: JsonValueKind.Array };

    /// <summary>The objects of a list.</summary>
    public T[] Objects<T>(string name, Func<JsonFields, T> read) => Take(name, value =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(element => element.ValueKind == JsonValueKind.Object)
            ? value.EnumerateArray().Select(element => read(new JsonFields(element))).ToArray()
            : null) ?? [];

    /// <summary>What no property took; nothing where all were taken. To be read last.</summary>
    [MethodImpl(Hot.Path)]
    public ReadOnlyDictionary<string, object?>? Rest()
    {
        Dictionary<string, object?>? rest = null;
        foreach (Field field in _fields)
        {
            if (!field.IsTaken)
            {
                rest ??= new Dictionary<string, object?>(StringComparer.Ordinal);
                rest[field.Name] = JsonText.ToObject(field.Value);
            }
        }

        return rest is null ? null : new ReadOnlyDictionary<string, object?>(rest);
    }

    [MethodImpl(Hot.Path)]
    private T? Take<T>(string name, Func<JsonElement, T?> read)
    {
        if (Find(name) is not { } found)
        {
            return default;
        }

        T? taken = read(found.Value);
        if (taken is not null || found.Value.ValueKind == JsonValueKind.Null)
        {
            for (int i = 0; i < _fields.Count; i++)
            {
                if (_fields[i].Name == name)
                {
                    _fields[i] = _fields[i] with { IsTaken = true };
                }
            }
        }

        return taken;
    }

    /// <remarks>Of a field that comes twice the last counts.</remarks>
    [MethodImpl(Hot.Path)]
    private Field? Find(string name)
    {
        for (int i = _fields.Count - 1; i >= 0; i--)
        {
            if (_fields[i].Name == name)
            {
                return _fields[i];
            }
        }

        return null;
    }

    private static string[]? TextsOf(JsonElement value)
    {
        string?[] texts = value.ValueKind switch
        {
            JsonValueKind.String => [JsonText.Of(value)],
            JsonValueKind.Array when value.EnumerateArray().All(element => element.ValueKind == JsonValueKind.String) =>
                [.. value.EnumerateArray().Select(JsonText.Of)],
            _ => [],
        };
        string[] named = [.. texts.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text!).Distinct()];
        return named.Length > 0 ? named : null;
    }

    private readonly record struct Field(string Name, JsonElement Value, bool IsTaken = false);
}
