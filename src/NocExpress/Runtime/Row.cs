using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace NocExpress.Runtime;

/// <summary>Reads an object of the pipeline by the names of its properties, or a hashtable by its keys.</summary>
internal sealed class Row
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.OrdinalIgnoreCase);

    public Row(object input)
    {
        PSObject wrapped = PSObject.AsPSObject(input);
        if (wrapped.BaseObject is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                _values[Text(entry.Key) ?? ""] = entry.Value;
            }
        }
        else
        {
            foreach (PSPropertyInfo property in wrapped.Properties.Where(property => property.IsGettable))
            {
                _values[property.Name] = property.Value;
            }
        }
    }

    public IEnumerable<string> Names => _values.Keys;

    public string? this[string name] => _values.TryGetValue(name, out object? value) ? Text(value) : null;

    public IReadOnlyList<string> List(string name)
    {
        object? value = _values.TryGetValue(name, out object? found) ? Unwrap(found) : null;
        IEnumerable<object?> elements = value is IEnumerable list and not string ? list.Cast<object?>() : [value];
        return [.. elements.Select(Text).Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text!)];
    }

    private static string? Text(object? value) => Unwrap(value) is { } content ? Convert.ToString(content, CultureInfo.InvariantCulture) : null;

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
