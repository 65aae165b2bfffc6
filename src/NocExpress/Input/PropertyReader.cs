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

    public IReadOnlyList<string> List(string name)
    {
        object? value = JsonInput.Unwrapped(Find(name));
        IEnumerable<object?> elements = value is IEnumerable list and not string ? list.Cast<object?>() : [value];
        return [.. elements.Select(Text).Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text!)];
    }

    private object? Find(string name)
    {
        if (_entries is null)
        {
            return _input.Properties[name]?.Value;
        }

        object? key = _entries.Keys.Cast<object>().FirstOrDefault(key => string.Equals(Text(key), name, StringComparison.OrdinalIgnoreCase));
        return key is null ? null : _entries[key];
    }

    private static string? Text(object? value) => JsonInput.Unwrapped(value) is { } content ? Convert.ToString(content, CultureInfo.InvariantCulture) : null;
}
