using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;

namespace NocExpress.Client.Secrecy;

/// <summary>
/// Undoes the escapes of a text, one layer of all kinds at once: percent form, also of JavaScript's escape; backslashes as in JSON,
/// JavaScript, C and Python;
/// entities of HTML; quoted-printable; and UTF-8 that was read byte by byte. What stays is compared alone, so that it does no harm where a
/// text means none of these.
/// </summary>
internal static class Escapes
{
    private const int LongestEntity = 32;

    /// <summary>The names that HTML 5 has for what is no letter: the framework knows those of HTML 4.</summary>
    private static readonly Dictionary<string, char> _entities = new[]
    {
        "Tab\t", "NewLine\n", "excl!", "quot\"", "num#", "dollar$", "percnt%", "amp&", "apos'", "lpar(", "rpar)", "ast*", "midast*", "plus+",
        "comma,", "hyphen-", "period.", "sol/", "colon:", "semi;", "lt<", "equals=", "gt>", "quest?", "commat@", "lsqb[", "lbrack[", "bsol\\",
        "rsqb]", "rbrack]", "Hat^", "lowbar_", "UnderBar_", "grave`", "lcub{", "lbrace{", "verbar|", "vert|", "rcub}", "rbrace}",
    }.ToDictionary(entity => entity.Substring(0, entity.Length - 1), entity => entity[entity.Length - 1], StringComparer.OrdinalIgnoreCase);

    /// <summary>The text with one layer of escapes undone; none where there is nothing to undo.</summary>
    public static DecodedText? Undo(DecodedText source)
    {
        string text = source.Text;
        DecodedText.Builder? decoded = null;
        for (int at = 0; at < text.Length;)
        {
            (int codePoint, int length) = At(text, at);
            if (length > 1)
            {
                decoded ??= Begin(source, at);
            }

            decoded?.Add(codePoint, at, length);
            at += length;
        }

        DecodedText unescaped = decoded?.Build() ?? source;
        return JoinUtf8(unescaped) ?? (decoded is null ? null : unescaped);
    }

    /// <summary>The character at a place, and how much of the text it takes.</summary>
    private static (int CodePoint, int Length) At(string text, int at)
    {
        (int CodePoint, int Length)? escape = text[at] switch
        {
            '%' => Hex(text, at, "%u", 4) ?? Hex(text, at, "%", 2),
            '=' => Hex(text, at, "=", 2),
            '\\' => Backslash(text, at),
            '&' => Entity(text, at),
            _ => null,
        };
        return escape ?? (text[at], 1);
    }

    private static (int CodePoint, int Length)? Backslash(string text, int at)
    {
        if (at + 1 == text.Length)
        {
            return null;
        }

        (int CodePoint, int Length)? number = text[at + 1] switch
        {
            'x' => Hex(text, at, "\\x", 2),
            'u' => Hex(text, at, "\\u", 4) ?? Braces(text, at),
            'U' => Hex(text, at, "\\U", 8),
            >= '0' and <= '7' => Octal(text, at),
            _ => null,
        };
        return number ?? (Named(text[at + 1]), 2);
    }

    private static char Named(char c) => c switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'b' => '\b',
        'f' => '\f',
        _ => c,
    };

    private static (int CodePoint, int Length)? Hex(string text, int at, string begin, int digits) =>
        string.CompareOrdinal(text, at, begin, 0, begin.Length) == 0
        && Number(text, at + begin.Length, digits, NumberStyles.AllowHexSpecifier) is { } value
            ? (value, begin.Length + digits)
            : null;

    private static (int CodePoint, int Length)? Braces(string text, int at)
    {
        int begin = at + 3;
        int end = begin <= text.Length && text[begin - 1] == '{' ? text.IndexOf('}', begin, Math.Min(text.Length - begin, 7)) : -1;
        return end > begin && Number(text, begin, end - begin, NumberStyles.AllowHexSpecifier) is { } value ? (value, end + 1 - at) : null;
    }

    private static (int CodePoint, int Length) Octal(string text, int at)
    {
        int value = 0;
        int end = at + 1;
        while (end < text.Length && end - at <= 3 && text[end] is >= '0' and <= '7')
        {
            value = (value * 8) + (text[end++] - '0');
        }

        return (value & 0xFF, end - at);
    }

    private static (int CodePoint, int Length)? Entity(string text, int at)
    {
        if (at + 2 < text.Length && text[at + 1] == '#')
        {
            bool isHex = text[at + 2] is 'x' or 'X';
            int begin = isHex ? at + 3 : at + 2;
            int end = begin;
            while (end < text.Length && end - begin < 8 && (isHex ? IsHex(text[end]) : text[end] is >= '0' and <= '9'))
            {
                end++;
            }

            return Number(text, begin, end - begin, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None) is { } value
                ? (value, (end < text.Length && text[end] == ';' ? end + 1 : end) - at)
                : null;
        }

        int last = text.IndexOf(';', at, Math.Min(text.Length - at, LongestEntity));
        if (last < 0)
        {
            return null;
        }

        string name = text.Substring(at + 1, last - at - 1);
        if (_entities.TryGetValue(name, out char known))
        {
            return (known, last + 1 - at);
        }

        string decoded = WebUtility.HtmlDecode($"&{name};");
        return decoded.Length == 1 ? (decoded[0], last + 1 - at) : null;
    }

    /// <summary>Joins characters that are the bytes of one in UTF-8.</summary>
    private static DecodedText? JoinUtf8(DecodedText source)
    {
        string text = source.Text;
        DecodedText.Builder? joined = null;
        for (int at = 0; at < text.Length;)
        {
            (int codePoint, int length) = Utf8At(text, at);
            if (length > 1)
            {
                joined ??= Begin(source, at);
            }

            joined?.Add(codePoint, at, length);
            at += length;
        }

        return joined?.Build();
    }

    private static (int CodePoint, int Length) Utf8At(string text, int at)
    {
        int first = text[at];
        int length = first switch
        {
            >= 0xC2 and <= 0xDF => 2,
            >= 0xE0 and <= 0xEF => 3,
            >= 0xF0 and <= 0xF4 => 4,
            _ => 1,
        };
        if (length == 1 || at + length > text.Length)
        {
            return (first, 1);
        }

        int codePoint = first & (0xFF >> (length + 1));
        for (int i = 1; i < length; i++)
        {
            if (text[at + i] is < '\u0080' or > '\u00BF')
            {
                return (first, 1);
            }

            codePoint = (codePoint << 6) | (text[at + i] & 0x3F);
        }

        return codePoint is >= 0xD800 and <= 0xDFFF or > 0x10FFFF ? (first, 1) : (codePoint, length);
    }

    private static DecodedText.Builder Begin(DecodedText source, int until)
    {
        DecodedText.Builder builder = new(source);
        for (int i = 0; i < until; i++)
        {
            builder.Add(source.Text[i], i, 1);
        }

        return builder;
    }

    private static int? Number(string text, int at, int digits, NumberStyles style)
    {
        if (digits <= 0 || at + digits > text.Length)
        {
            return null;
        }

#if NET
        ReadOnlySpan<char> number = text.AsSpan(at, digits);
#else
        string number = text.Substring(at, digits);
#endif
        return int.TryParse(number, style, CultureInfo.InvariantCulture, out int value) && value is >= 0 and <= 0x10FFFF ? value : null;
    }

    private static bool IsHex(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
