using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace NocExpress.Input;

/// <summary>Reads an object of the pipeline by the names of its properties, or a hashtable by its keys.</summary>
internal sealed class PropertyReader
{
    private readonly PSObject _input;
    private readonly IDictionary? _entries;

    public PropertyReader(object input)
    {
        _input = PSObject.AsPSObject(input);
        _entries = _input.BaseObject as IDictionary;
    }

    public IEnumerable<string> Names => _entries is null
        ? _input.Properties.Select(property => property.Name)
        : _entries.Keys.Cast<object>().Select(key => Text(key) ?? "");

    public string? this[string name] => Text(Find(name));

    /// <summary>The first value that a property of one of the names has.</summary>
    public object? First(IEnumerable<string> names) => names.Select(Find).FirstOrDefault(static value => !string.IsNullOrWhiteSpace(TextOf(value)));

    /// <summary>A value as one compares it: the elements of a list by commas, without blanks at the edges.</summary>
    public static string? TextOf(object? value) => JsonInput.Unwrapped(value) switch
    {
        IEnumerable list and not (string or IDictionary) => string.Join(",", list.Cast<object?>().Select(TextOf)),
        { } content => Text(content)?.Trim(),
        null => null,
    };

    public IReadOnlyList<string> List(string name) => [.. ListOf(Find(name))];

    /// <summary>The texts of a list, or of a value by itself.</summary>
    public static IEnumerable<string> ListOf(object? value) =>
        Elements(value).Select(Text).Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text!);

    /// <summary>The elements of a list; a value by itself is one.</summary>
    public static object?[] Elements(object? value) =>
        JsonInput.Unwrapped(value) is IEnumerable list and not (string or IDictionary) ? [.. list.Cast<object?>()] : [value];

    private object? Find(string name)
    {
        if (_entries is null)
        {
            return _input.Properties[name]?.Value;
        }

        object? key = _entries.Keys.Cast<object>().FirstOrDefault(key => string.Equals(Text(key), name, StringComparison.OrdinalIgnoreCase));
        return key is null ? null : _entries[key];
    }

    public static string? Text(object? value) => JsonInput.Unwrapped(value) is { } content ? Convert.ToString(content, CultureInfo.InvariantCulture) : null;
}
