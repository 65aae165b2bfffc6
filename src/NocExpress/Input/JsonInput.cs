using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Text;
using NocExpress.Models;

namespace NocExpress.Input;

/// <summary>Turns PowerShell's values into plain ones that JSON knows, and back: texts, numbers, booleans, lists and dictionaries.</summary>
internal static class JsonInput
{
    private const int Deepest = 32;

    /// <summary>Members that each object of PowerShell has already.</summary>
    private static readonly HashSet<string> _reserved = new(StringComparer.OrdinalIgnoreCase) { "psobject", "psbase", "psadapted", "psextended", "pstypenames" };

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="NocException">The value, or something in it, has no counterpart in JSON.</exception>
    public static object? Of(object? value, int depth = 0)
    {
        object? plain = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        return plain switch
        {
            null => null,
            _ when depth > Deepest => throw Invalid($"is nested more than {Deepest} deep, or holds itself"),
            double.NaN or double.PositiveInfinity or double.NegativeInfinity or float.NaN or float.PositiveInfinity or float.NegativeInfinity => throw Invalid($"holds {plain}, which is no number in JSON"),
            bool or byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal => plain,
            SwitchParameter given => (bool)given,
            SecureString or PSCredential or ScriptBlock or Stream => throw Invalid($"holds a {plain.GetType().Name}, which cannot be sent as JSON"),
            string or char or Enum or DateTime or DateTimeOffset or TimeSpan or Guid or Uri or Version => Whole(Text(plain)),
            IDictionary entries => entries.Cast<object>().Select(entry => (DictionaryEntry)entry)
                .ToDictionary(entry => Whole(Text(entry.Key)), entry => Of(entry.Value, depth + 1)),
            IEnumerable elements => elements.Cast<object?>().Select(element => Of(element, depth + 1)).ToArray(),
            _ => PSObject.AsPSObject(plain).Properties.Where(property => property.IsGettable).ToDictionary(property => property.Name, property => Of(ValueOf(property), depth + 1)),
        };
    }

    /// <summary>The value without the wrapping in which PowerShell hands values on.</summary>
    public static object? Unwrapped(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    /// <summary>A value as one writes it in the API: invariant, times in ISO 8601, booleans in small letters.</summary>
    public static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        SwitchParameter flag => Text((bool)flag),
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("o", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Whether the value is one that a query or a form has room for.</summary>
    public static bool IsScalar(object value) => value is string or ValueType or Uri or Version;

    /// <summary>The value as PowerShell shows it: dictionaries are objects with properties.</summary>
    public static object? ToPSObject(object? value) => value switch
    {
        IDictionary<string, object?> entries => ToPSObject(entries),
        object?[] elements => elements.Select(ToPSObject).ToArray(),
        _ => value,
    };

    /// <remarks>JSON knows names that differ in case alone, are empty, or are PowerShell's own, and PowerShell's objects do not: they stay dictionaries.</remarks>
    private static object ToPSObject(IDictionary<string, object?> entries)
    {
        if (entries.Keys.Any(name => name.Length == 0 || _reserved.Contains(name)) || entries.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() < entries.Count)
        {
            return entries.ToDictionary(entry => entry.Key, entry => ToPSObject(entry.Value));
        }

        PSObject made = new();
        foreach (KeyValuePair<string, object?> entry in entries)
        {
            made.Properties.Add(new PSNoteProperty(entry.Key, ToPSObject(entry.Value)));
        }

        return made;
    }

    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException error)
        {
            throw Invalid($"holds a property {property.Name} that cannot be read ({error.Message.TrimEnd('.')}). Choose what to send, as by Select-Object");
        }
    }

    /// <remarks>Half of a surrogate pair has no form in UTF-8, and would arrive as another character.</remarks>
    private static string Whole(string text)
    {
        try
        {
            _strict.GetByteCount(text);
            return text;
        }
        catch (EncoderFallbackException)
        {
            throw Invalid("holds half a character (a lone surrogate), which cannot be sent");
        }
    }

    private static NocException Invalid(string problem) => new(NocErrorKind.ValidationFailed, $"-Body {problem}.");
}
