using System;
using System.Collections.Generic;

namespace NocExpress.Sandbox.Multipart;

/// <summary>
/// The Content-Disposition of a part, as those parsers read it that go by what browsers send (WHATWG): in quotes a backslash is a
/// backslash, and of the percent
/// form only a quotation mark and the ends of lines are undone. Otherwise it is exactly as received.
/// </summary>
internal sealed class ContentDisposition
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    private ContentDisposition(string kind)
    {
        Kind = kind;
    }

    public string Kind { get; }

    public string? Name => Parameter("name");

    public string? FileName => Parameter("filename");

    /// <summary>RFC 7578 forbids <c>filename*</c> in forms; it is shown all the same.</summary>
    public string? FileNameStar => Parameter("filename*") is { } value ? DecodeExtended(value) : null;

    /// <exception cref="FormatException">The header is malformed.</exception>
    public static ContentDisposition Parse(string header)
    {
        int position = header.IndexOf(';', StringComparison.Ordinal);
        if (position < 0)
        {
            return new ContentDisposition(header.Trim());
        }

        ContentDisposition disposition = new(header[..position].Trim());
        while (position < header.Length)
        {
            int equals = header.IndexOf('=', position);
            if (equals < 0)
            {
                throw new FormatException($"A parameter of Content-Disposition has no value: {header}");
            }

            string name = header[(position + 1)..equals].Trim();
            (string value, position) = ReadValue(header, equals + 1);
            if (!disposition._parameters.TryAdd(name, value))
            {
                throw new FormatException($"Content-Disposition has two parameters named {name}.");
            }
        }

        return disposition;
    }

    private string? Parameter(string name) => _parameters.GetValueOrDefault(name);

    /// <summary>The value that begins at <paramref name="start"/>, and where the next semicolon or the end is.</summary>
    private static (string Value, int End) ReadValue(string header, int start)
    {
        int position = start;
        while (position < header.Length && header[position] == ' ')
        {
            position++;
        }

        if (position == header.Length || header[position] != '"')
        {
            int end = header.IndexOf(';', position);
            end = end < 0 ? header.Length : end;
            return (header[position..end].Trim(), end);
        }

        int begin = position + 1;
        position = header.IndexOf('"', begin);
        if (position < 0)
        {
            throw new FormatException($"A quoted string of Content-Disposition does not end: {header}");
        }

        string value = header[begin..position]
            .Replace("%22", "\"", StringComparison.Ordinal)
            .Replace("%0D", "\r", StringComparison.Ordinal)
            .Replace("%0A", "\n", StringComparison.Ordinal);

        int next = header.IndexOf(';', position);
        next = next < 0 ? header.Length : next;
        string rest = header[(position + 1)..next];
        return string.IsNullOrWhiteSpace(rest)
            ? (value, next)
            : throw new FormatException($"Content-Disposition has text after a quoted string: {rest}");
    }

    // RFC 8187: charset'language'percent-encoded.
    private static string DecodeExtended(string value)
    {
        string[] pieces = value.Split('\'', 3);
        return pieces.Length == 3 ? Uri.UnescapeDataString(pieces[2]) : value;
    }
}
