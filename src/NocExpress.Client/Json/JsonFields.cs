using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;
using NocExpress.Client.Guesses;
using NocExpress.Models;

namespace NocExpress.Client.Json;

/// <summary>
/// Reads the fields of a JSON object into properties. A field that is absent or null gives <see langword="null"/>; one of another type than
/// documented is converted where nothing is lost, and else left among the rest, which is everything that no property took.
/// </summary>
[GoesBy(Guess.TimesWithoutOffset)]
internal sealed class JsonFields
{
    /// <summary>Longer than most names and addresses.</summary>
    private const int LongestPlain = 256;

    private readonly FieldCache _names = new();
    private readonly FieldFinder _finder = new();
    private readonly char[] _scratch = new char[LongestPlain];
    private JsonField[] _fields = new JsonField[16];
    private int _count;
    private bool _isWhole;

    /// <summary>Fields of one row after another, to be loaded.</summary>
    public JsonFields()
    {
    }

    /// <param name="source">The object whose fields they are.</param>
    public JsonFields(JsonElement source)
    {
        foreach (JsonProperty property in source.EnumerateObject())
        {
            Add(JsonField.Of(JsonText.NameOf(property), property.Value));
        }
    }

    private ReadOnlySpan<JsonField> Fields => _fields.AsSpan(0, _count);

    /// <summary>
    /// Takes up the next object of a list, if it is plain (<see cref="PlainJson"/>) and has the fields of the one before. It begins with the comma between
    /// them, so that a reader's state fits before and after: it stands behind an object of the list.
    /// </summary>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public bool TryLoadPlain(ReadOnlySpan<byte> json, out int length)
    {
        length = 0;
        PlainJson plain = new(json);
        if (!_isWhole || !plain.TryTake((byte)',') || !plain.TryTake((byte)'{'))
        {
            return false;
        }

        for (int position = 0; position < _count; position++)
        {
            _names.Last(position, out string name, out byte[]? plainName, out string? before);
            if (plainName is null
                || (position > 0 && !plain.TryTake((byte)','))
                || !plain.TryTakeName(plainName)
                || !plain.TryTakeValue(before, _scratch, out string? text, out JsonValueKind kind))
            {
                return false;
            }

            _names.Keep(position, text);
            _fields[position] = new JsonField(name, kind, text, default);
        }

        if (!plain.TryTake((byte)'}'))
        {
            return false;
        }

        length = plain.Position;
        _finder.Begin(isAsBefore: true);
        return true;
    }

    /// <summary>Takes up the object that the reader stands on. Fails where it has not arrived whole.</summary>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public bool TryLoad(ref Utf8JsonReader reader)
    {
        // What is left of an object that had not arrived whole says nothing of the fields of the one before.
        int before = _isWhole ? _count : -1;
        _isWhole = false;
        _count = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                _finder.Begin(isAsBefore: !_names.TakeHasChanged() && _count == before);
                return _isWhole = true;
            }

            int position = _count;
            string name = _names.Of(ref reader, position);
            if (!reader.Read())
            {
                return false;
            }

            string? again = reader.TokenType == JsonTokenType.String ? _names.TextAgain(ref reader, position) : null;
            if (!JsonField.TryRead(name, ref reader, again, out JsonField field))
            {
                return false;
            }

            _names.Keep(position, field.Text);
            Add(field);
        }

        return false;
    }

    [MethodImpl(JitHint.AggressiveOptimization)]
    public string? Text(string name)
    {
        int at = Find(name);
        if (at < 0)
        {
            return null;
        }

        string? text = _fields[at].Kind switch
        {
            JsonValueKind.String or JsonValueKind.Number => _fields[at].Text,
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
        TakeIf(text is not null, name, at);
        return text;
    }

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

    /// <summary>
    /// The text of a field that is one, or of an object that has it as its name. An object that has more to say is also left among the
    /// rest.
    /// </summary>
    public string? Name(string name)
    {
        int last = Find(name);
        return last >= 0 && _fields[last].Kind == JsonValueKind.Object
            ? Take(name, static field => JsonName.Of(field.Element), JsonName.IsNotAll)
            : Text(name);
    }

    /// <summary>The text of a field, which is left among the rest, and whether it was written as a number.</summary>
    public (string? Text, bool IsNumber) Peek(string name) =>
        Find(name) is >= 0 and var at ? (_fields[at].Text, _fields[at].Kind == JsonValueKind.Number) : default;

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

        foreach (JsonField field in Fields)
        {
            hash.Add(field.Name);
            bool isNested = field.Kind is JsonValueKind.Array or JsonValueKind.Object;
            hash.Add(field.Text ?? (isNested ? field.Element.ToString() : field.Kind.ToString()));
        }

        return hash.Value;
    }

    /// <summary>The names in the first of these fields that has any: a text, an object with a name, or a list of either.</summary>
    public string[] Names(IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            if (Take(name, JsonName.AllOf, JsonName.IsNotAll) is { } found)
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
    public DictionaryOfFields? Rest()
    {
        Dictionary<string, object?>? rest = null;
        foreach (ref readonly JsonField field in Fields)
        {
            if (!field.IsTaken)
            {
                rest ??= new Dictionary<string, object?>(StringComparer.Ordinal);
                rest[field.Name] = field.ToObject();
            }
        }

        return rest is null ? null : new DictionaryOfFields(rest);
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
        TakeIf(taken is not null && isLeft?.Invoke(_fields[last]) != true, name, last);
        return taken;
    }

    /// <summary>
    /// Marks the field as taken where it was, or is null, and with it those before of the same name: of one that comes twice the last
    /// counts.
    /// </summary>
    [MethodImpl(JitHint.AggressiveOptimization)]
    private void TakeIf(bool isTaken, string name, int last)
    {
        if (!isTaken && _fields[last].Kind != JsonValueKind.Null)
        {
            return;
        }

        _fields[last].IsTaken = true;
        for (int at = last; at >= 0 && _finder.HasTwins; at = FieldFinder.Search(Fields.Slice(0, at), name))
        {
            _fields[at].IsTaken = true;
        }
    }

    private int Find(string name) => _finder.Find(Fields, name);

    private void Add(JsonField field)
    {
        if (_count == _fields.Length)
        {
            Array.Resize(ref _fields, _count * 2);
        }

        _fields[_count++] = field;
    }
}
