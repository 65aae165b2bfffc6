using System.Collections.Generic;
using System.Linq;

namespace NocExpress.Client.Secrecy;

/// <summary>
/// Takes all encodings off a text: escapes layer by layer, and, whatever looks like it, base64 and hexadecimal bytes, in each way in which they may stand in
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
            if (nested == 0 || !HasRun(layer.Text))
            {
                continue;
            }

            foreach (DecodedText found in Bytes(layer).SelectMany(AsTexts).SelectMany(decoded => Undo(decoded, nested - 1)))
            {
                yield return found;
            }
        }
    }

    /// <summary>Whether there is anything long enough to be bytes that hold what is looked for. In most texts there is not.</summary>
    private bool HasRun(string text)
    {
        int base64 = 0;
        int hex = 0;
        foreach (char c in text)
        {
            base64 = Base64Value(c) >= 0 ? base64 + 1 : 0;
            hex = HexValue(c) >= 0 ? hex + 1 : IsBetween(c) ? hex : 0;
            if (base64 * 3L / 4 >= shortest || hex / 2 >= shortest)
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<DecodedText> Bytes(DecodedText text)
    {
        for (int skipped = 0; skipped < 4; skipped++)
        {
            if (Base64(text, skipped) is { } bytes)
            {
                yield return bytes;
            }
        }

        for (int skipped = 0; skipped < 2; skipped++)
        {
            if (Hex(text, skipped) is { } bytes)
            {
                yield return bytes;
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

    /// <summary>Bytes as a text: each as a character, and, where there are zeros among them, each two as one of UTF-16.</summary>
    private static IEnumerable<DecodedText> AsTexts(DecodedText bytes)
    {
        yield return bytes;
        if (bytes.Text.IndexOf('\0') < 0)
        {
            yield break;
        }

        for (int skipped = 0; skipped < 2; skipped++)
        {
            DecodedText.Builder pairs = new(bytes);
            for (int i = skipped; i + 1 < bytes.Text.Length; i += 2)
            {
                pairs.Add((char)((bytes.Text[i + 1] << 8) | (bytes.Text[i] & 0xFF)), i, 2);
            }

            yield return pairs.Build();
        }
    }

    /// <summary>What the text says where it is base64: four characters are three bytes, and which of them are the first depends on what stands before.</summary>
    private DecodedText? Base64(DecodedText source, int skipped)
    {
        string text = source.Text;
        DecodedText.Builder? bytes = null;
        for (int at = 0; at < text.Length; at++)
        {
            int begin = at;
            while (at < text.Length && Base64Value(text[at]) >= 0)
            {
                at++;
            }

            if ((at - begin) * 3L / 4 >= shortest)
            {
                AddRun(begin + skipped, at);
            }
        }

        return bytes?.Build();

        void AddRun(int first, int end)
        {
            bytes ??= new DecodedText.Builder(source);
            int count = (end - first) * 6 / 8;
            int padded = end;
            while (padded < text.Length && text[padded] == '=')
            {
                padded++;
            }

            for (int i = 0; i < count; i++)
            {
                // The byte lies in two characters, of six bits each.
                int from = first + (i * 8 / 6);
                int two = (Base64Value(text[from]) << 6) | Base64Value(text[from + 1]);
                int to = first + (((i * 8) + 7) / 6);
                bytes.Add((char)((two >> (4 - (i * 8 % 6))) & 0xFF), from, (i == count - 1 && to == end - 1 ? padded : to + 1) - from);
            }

            if (count > 0)
            {
                bytes.Add(Separator, first, 1);
            }
        }
    }

    /// <summary>What the text says where it is hexadecimal bytes, one after the other or with one sign between each two.</summary>
    private DecodedText? Hex(DecodedText source, int skipped)
    {
        string text = source.Text;
        DecodedText.Builder? bytes = null;
        List<int> run = [];
        for (int at = 0; at + 1 < text.Length; at++)
        {
            if (ByteAt(text, at) is null)
            {
                continue;
            }

            run.Clear();
            int next = at + skipped;
            while (ByteAt(text, next) is not null)
            {
                run.Add(next);
                at = next + 1;
                next += IsBetween(text, next + 2) ? 3 : 2;
            }

            AddRun();
        }

        return bytes?.Build();

        void AddRun()
        {
            if (run.Count >= shortest)
            {
                bytes ??= new DecodedText.Builder(source);
                run.ForEach(at => bytes.Add((char)ByteAt(text, at)!.Value, at, 2));
                bytes.Add(Separator, run[0], 1);
            }
        }
    }

    /// <summary>Whether there is a sign between two bytes.</summary>
    private static bool IsBetween(string text, int at) => at < text.Length && IsBetween(text[at]) && ByteAt(text, at + 1) is not null;

    private static bool IsBetween(char c) => c is ' ' or ':' or '-' or ',';

    private static int? ByteAt(string text, int at) =>
        at + 1 < text.Length && HexValue(text[at]) is >= 0 and var high && HexValue(text[at + 1]) is >= 0 and var low ? (high << 4) | low : null;

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
