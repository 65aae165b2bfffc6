using System;
using System.Collections.Generic;
using System.Linq;

namespace NocExpress.Client.Secrecy;

/// <summary>
/// Takes all encodings off a text: escapes layer by layer, and, whatever looks like it, base64 and hexadecimal bytes, in each way in which
/// they may stand in
/// it. What comes of it is a text for each way. None of them is what was meant, but for the one that was.
/// </summary>
/// <param name="shortest">The length of what is looked for: what is shorter is not decoded, as most words of a text are.</param>
internal sealed class Encodings(int shortest)
{
    /// <summary>So many layers of escapes; no server encodes that often.</summary>
    private const int MostLayers = 5;

    /// <summary>So many layers of base64 or hexadecimal bytes.</summary>
    private const int MostNested = 2;

    /// <summary>Stands between what was found in different places. No secret holds it.</summary>
    private const char Separator = '\uFFFF';

    /// <summary>What was decoded: most of a layer was in the one above it already.</summary>
    private readonly HashSet<(int Start, string Text)> _seenBase64 = [];
    private readonly HashSet<(int Start, string Text)> _seenHex = [];

    /// <summary>The text itself, and all that it may say where it is encoded.</summary>
    public IEnumerable<DecodedText> Undo(DecodedText text) => Undo(text, MostNested);

    /// <summary>The text itself, and what it says with its escapes undone.</summary>
    public static IEnumerable<DecodedText> Layers(DecodedText text)
    {
        DecodedText? layer = WithoutLineEnds(text);
        for (int depth = 0; layer is not null && depth <= MostLayers; depth++)
        {
            yield return layer;
            layer = Escapes.Undo(layer) is { } next ? WithoutLineEnds(next) : null;
        }
    }

    private IEnumerable<DecodedText> Undo(DecodedText text, int nested)
    {
        foreach (DecodedText layer in Layers(text))
        {
            yield return layer;
            if (nested > 0)
            {
                foreach (DecodedText found in Bytes(layer).SelectMany(AsTexts).SelectMany(decoded => Undo(decoded, nested - 1)))
                {
                    yield return found;
                }
            }
        }
    }

    /// <summary>Base64 is broken into lines, and so is quoted-printable.</summary>
    private static DecodedText WithoutLineEnds(DecodedText source)
    {
        if (source.Text.IndexOfAny(['\r', '\n']) < 0)
        {
            return source;
        }

        DecodedText.Builder joined = new(source);
        for (int i = 0; i < source.Text.Length; i++)
        {
            if (source.Text[i] is not ('\r' or '\n'))
            {
                joined.Add(source.Text[i], i, 1);
            }
        }

        return joined.Build();
    }

    /// <summary>
    /// What the text says where it is base64 or hexadecimal bytes; which of the characters are the first of a byte depends on what stands
    /// before.
    /// </summary>
    private IEnumerable<DecodedText> Bytes(DecodedText source)
    {
        List<(int Begin, int End)> runs = Runs(source, static c => Base64Value(c) >= 0, shortest * 4L / 3, _seenBase64);
        for (int skipped = 0; runs.Count > 0 && skipped < 4; skipped++)
        {
            yield return Base64(source, runs, skipped);
        }

        runs = Runs(source, static c => HexValue(c) >= 0 || IsBetween(c), shortest * 2L, _seenHex);
        for (int skipped = 0; runs.Count > 0 && skipped < 2; skipped++)
        {
            yield return Hex(source, runs, skipped);
        }
    }

    /// <summary>The runs of such characters that are long enough, and new: where it is wanted where they are, in this place.</summary>
    private static List<(int Begin, int End)> Runs(
        DecodedText source, Func<char, bool> isPart, long length, HashSet<(int Start, string Text)> seen)
    {
        string text = source.Text;
        List<(int Begin, int End)> runs = [];
        int begin = 0;
        for (int at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && isPart(text[at]))
            {
                continue;
            }

            if (at - begin >= length && seen.Add((source.IsMapped ? source.Start(begin) : 0, text.Substring(begin, Padded(text, at) - begin))))
            {
                runs.Add((begin, at));
            }

            begin = at + 1;
        }

        return runs;
    }

    /// <summary>Four characters are three bytes.</summary>
    private static DecodedText Base64(DecodedText source, List<(int Begin, int End)> runs, int skipped)
    {
        string text = source.Text;
        DecodedText.Builder bytes = new(source);
        foreach ((int begin, int end) in runs)
        {
            int first = begin + skipped;
            int count = (end - first) * 6 / 8;
            int padded = Padded(text, end);
            for (int i = 0; i < count; i++)
            {
                // The byte lies in two characters, of six bits each.
                int from = first + (i * 8 / 6);
                int two = (Base64Value(text[from]) << 6) | Base64Value(text[from + 1]);
                bytes.Add((char)((two >> (4 - (i * 8 % 6))) & 0xFF), from, (i == count - 1 && from + 2 == end ? padded : from + 2) - from);
            }

            bytes.Add(Separator, begin, 1);
        }

        return bytes.Build();
    }

    /// <summary>Two characters are a byte, and there may be a sign between each two bytes.</summary>
    private static DecodedText Hex(DecodedText source, List<(int Begin, int End)> runs, int skipped)
    {
        string text = source.Text;
        DecodedText.Builder bytes = new(source);
        foreach ((int begin, int end) in runs)
        {
            for (int at = begin; at < end; at++)
            {
                if (HexValue(text[at]) < 0)
                {
                    continue;
                }

                for (int next = at + skipped; ByteAt(text, next) is { } value; next += IsBetween(text, next + 2) ? 3 : 2)
                {
                    bytes.Add((char)value, next, 2);
                    at = next + 1;
                }

                bytes.Add(Separator, begin, 1);
            }
        }

        return bytes.Build();
    }

    /// <summary>Bytes as a text: each as a character, and, where there are zeros among them, each two as one of UTF-16.</summary>
    private static IEnumerable<DecodedText> AsTexts(DecodedText bytes)
    {
        yield return bytes;
        for (int skipped = 0; bytes.Text.IndexOfAny(['\0']) >= 0 && skipped < 2; skipped++)
        {
            DecodedText.Builder pairs = new(bytes);
            for (int i = skipped; i + 1 < bytes.Text.Length; i += 2)
            {
                pairs.Add((char)((bytes.Text[i + 1] << 8) | (bytes.Text[i] & 0xFF)), i, 2);
            }

            yield return pairs.Build();
        }
    }

    /// <summary>Where the padding ends that base64 has at its end.</summary>
    private static int Padded(string text, int end)
    {
        while (end < text.Length && text[end] == '=')
        {
            end++;
        }

        return end;
    }

    private static int? ByteAt(string text, int at) =>
        at + 1 < text.Length && HexValue(text[at]) is >= 0 and var high && HexValue(text[at + 1]) is >= 0 and var low
            ? (high << 4) | low
            : null;

    private static bool IsBetween(string text, int at) => at < text.Length && IsBetween(text[at]) && ByteAt(text, at + 1) is not null;

    private static bool IsBetween(char c) => c is ' ' or ':' or '-' or ',';

    private static int HexValue(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };

    /// <summary>In both alphabets (RFC 4648, 4 and 5).</summary>
    private static int Base64Value(char c) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '+' or '-' => 62,
        '/' or '_' => 63,
        _ => -1,
    };
}
