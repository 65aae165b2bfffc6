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
    private readonly List<(string Name, byte[] Utf8, bool IsPlain)> _names = [];
    private readonly List<string?> _texts = [];
    private readonly List<byte[]?> _textsAsUtf8 = [];
    private bool _hasChanged;

    /// <param name="reader">The reader, which stands on the name.</param>
    /// <param name="position">Where the field stands in its row.</param>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public string Of(ref Utf8JsonReader reader, int position)
    {
        if (position < _names.Count && !reader.ValueIsEscaped && reader.ValueTextEquals(_names[position].Utf8))
        {
            return _names[position].Name;
        }

        string name = NameOf(ref reader);
        byte[] utf8 = Encoding.UTF8.GetBytes(name);
        (string, byte[], bool) entry = (name, utf8, PlainJson.IsPlain(utf8));
        _hasChanged = true;
        if (position < _names.Count)
        {
            _names[position] = entry;
            Keep(position, null);
        }
        else
        {
            _names.Add(entry);
            _texts.Add(null);
            _textsAsUtf8.Add(null);
        }

        return name;
    }

    /// <summary>Whether a name has changed since somebody asked last.</summary>
    public bool TakeHasChanged()
    {
        bool hasChanged = _hasChanged;
        _hasChanged = false;
        return hasChanged;
    }

    /// <summary>The text that the reader stands on, if it is the one that stood at this position before.</summary>
    /// <remarks>
    /// A text that comes again is kept as it is written, too: to compare it in the other form costs more. One with escapes is not compared: half of
    /// a surrogate pair would be an exception.
    /// </remarks>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public string? TextAgain(ref Utf8JsonReader reader, int position)
    {
        string? text = _texts[position];
        if (text is null || reader.ValueIsEscaped)
        {
            return null;
        }

        if (_textsAsUtf8[position] is { } utf8)
        {
            return reader.ValueTextEquals(utf8) ? text : null;
        }

        if (!reader.ValueTextEquals(text))
        {
            return null;
        }

        _textsAsUtf8[position] = Encoding.UTF8.GetBytes(text);
        return text;
    }

    /// <summary>The field that stood at this position last: its name, also as it is written where that is plain, and the text that stood in it.</summary>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public void Last(int position, out string name, out byte[]? plainName, out string? text)
    {
        (name, byte[] utf8, bool isPlain) = _names[position];
        plainName = isPlain ? utf8 : null;
        text = _texts[position];
    }

    [MethodImpl(JitHint.AggressiveOptimization)]
    public void Keep(int position, string? text)
    {
        if (!ReferenceEquals(_texts[position], text))
        {
            _texts[position] = text;
            _textsAsUtf8[position] = null;
        }
    }

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
