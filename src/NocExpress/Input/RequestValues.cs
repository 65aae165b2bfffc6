using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Input;

/// <summary>Reads the query and the form of a request out of hashtables.</summary>
internal static class RequestValues
{
    public static IReadOnlyList<KeyValuePair<string, string[]>> Query(IDictionary? query) =>
    [
        .. Entries("-Query", query).Where(entry => entry.Values.Length > 0).Select(entry =>
            new KeyValuePair<string, string[]>(entry.Name, [.. entry.Values.Select(value => QueryText(entry.Name, value, entry.Values.Length))])),
    ];

    public static IReadOnlyList<FormValue> Form(IDictionary form) =>
    [
        .. Entries("-Form", form).SelectMany(entry => entry.Values.Select(value => value is FileInfo file
            ? new FormValue(entry.Name, null, file.FullName)
            : new FormValue(entry.Name, Text("-Form", entry.Name, value), null))),
    ];

    public static NocException Invalid(string problem) => new(NocErrorKind.ValidationFailed, problem);

    private static IEnumerable<(string Name, object[] Values)> Entries(string parameter, IDictionary? table)
    {
        foreach (DictionaryEntry entry in table ?? new Hashtable())
        {
            string name = JsonInput.Text(entry.Key);
            yield return name.Length == 0 || name.Any(char.IsControl)
                ? throw Invalid($"{parameter} holds the name '{name}', which is empty or has a control character. Give it a name of the API.")
                : (name, Values(entry.Value));
        }
    }

    private static object[] Values(object? value) => [.. PropertyReader.Elements(value).Select(JsonInput.Unwrapped).OfType<object>()];

    private static string QueryText(string name, object value, int count)
    {
        string text = Text("-Query", name, value);
        return count > 1 && text.Contains(",")
            ? throw Invalid($"-Query: {name} has several values, and '{text}' holds a comma, which separates them in a request. Ask for it by itself.")
            : text;
    }

    private static string Text(string parameter, string name, object value) => JsonInput.IsScalar(value)
        ? JsonInput.Text(value)
        : throw Invalid($"{parameter}: {name} is a {value.GetType().Name}, which has no form there. Give text, a number, a list of them{(parameter == "-Form" ? ", or a file from Get-Item; for JSON, text from ConvertTo-Json" : "")}.");
}
