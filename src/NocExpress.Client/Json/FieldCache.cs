using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using NocExpress.Text;

namespace NocExpress.Client.Json;

/// <summary>
/// The names of the fields of a list's rows, and what stood in them last. Row after row has the same fields in the same order, and often the
/// same city or company in them, so that a text is compared with the one that stood there before instead of being made anew.
/// </summary>
internal sealed class FieldCache
{
    private readonly List<(string Name, byte[] Utf8)> _names = [];
    private readonly List<string?> _texts = [];

    /// <param name="reader">The reader, which stands on the name.</param>
    /// <param name="position">Where the field stands in its row.</param>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public string Of(ref Utf8JsonReader reader, int position)
    {
        if (position < _names.Count && reader.ValueTextEquals(_names[position].Utf8))
        {
            return _names[position].Name;
        }

        string name = NameOf(ref reader);
        (string, byte[]) entry = (name, Encoding.UTF8.GetBytes(name));
        if (position < _names.Count)
        {
            _names[position] = entry;
            _texts[position] = null;
        }
        else
        {
            _names.Add(entry);
            _texts.Add(null);
        }

        return name;
    }

    public string? TextBefore(int position) => _texts[position];

    public void Keep(int position, string? text) => _texts[position] = text;

    private static string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return TerminalText.Sanitize(reader.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return JsonText.Unreadable;
        }
    }
}
