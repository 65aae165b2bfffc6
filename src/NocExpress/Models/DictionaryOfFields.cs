using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;

namespace NocExpress.Models;

/// <summary>Fields by their names in the API, with a text for Export-Csv.</summary>
/// <remarks>Get-Error of PowerShell 7.4 and 7.5 takes for a dictionary only a type whose name begins so, and shows nothing at all where another holds a null.</remarks>
public sealed class DictionaryOfFields : ReadOnlyDictionary<string, object?>
{
    internal DictionaryOfFields(IDictionary<string, object?> fields)
        : base(fields)
    {
    }

    internal static DictionaryOfFields None { get; } = new(new Dictionary<string, object?>());

    /// <summary>Returns the fields and their values in a line.</summary>
    public override string ToString() => Text(this);

    private static string Text(IEnumerable<KeyValuePair<string, object?>> fields) =>
        string.Join(NocCollection<object>.Separator, fields.Select(field => $"{field.Key}={Text(field.Value)}"));

    /// <summary>A value of a field in a line.</summary>
    internal static string Text(object? value) => value switch
    {
        string text => text,
        IDictionary<string, object?> fields => $"{{{Text(fields)}}}",
        IEnumerable elements => $"[{string.Join(", ", elements.Cast<object?>().Select(Text))}]",
        _ => System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
