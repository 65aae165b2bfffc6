using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NocExpress.Text;

namespace NocExpress.Client.Secrecy;

/// <summary>
/// Makes what a server says fit to be shown: without this connection's secrets, which a server may echo, without control characters,
/// which a terminal would obey, and short.
/// </summary>
internal sealed class Redactor
{
    private const int LongestText = 500;
    private const string Hidden = "***";

    /// <summary>
    /// Of all tokens, in characters: those of a hundred common ones. A server that refuses each token makes as many as it likes, and as
    /// long.
    /// </summary>
    private const int MostKept = 256 * 1024;

    private readonly object _gate = new();
    private readonly List<Secret> _lasting = [];
    private readonly Queue<Secret> _tokens = new();
    private int _kept;

    private volatile Patterns _patterns = new([]);
    private volatile Patterns _patternsInData = new([]);

    /// <summary>Makes a secret known, so that it is never shown, in whichever encoding.</summary>
    public void Hide(string secret)
    {
        lock (_gate)
        {
            if (_lasting.All(known => known.Text != secret))
            {
                _lasting.Add(new Secret(secret));
                HideAll();
            }
        }
    }

    /// <summary>Makes a token known, which others will replace: the oldest are forgotten where they become too many.</summary>
    public void HideToken(string token)
    {
        lock (_gate)
        {
            if (_tokens.All(known => known.Text != token))
            {
                _tokens.Enqueue(new Secret(token));
                for (_kept += token.Length; _kept > MostKept && _tokens.Count > 1;)
                {
                    _kept -= _tokens.Dequeue().Text.Length;
                }

                HideAll();
            }
        }
    }

    /// <summary>The text as it is but for the secrets: to be read further, since reading may take something out of the middle of one.</summary>
    public string Redact(string text) => Redact(text, _patterns);

    /// <summary>
    /// A value of the data as it is but for the secrets. One so short that it is a word of the data stays: what is left of a name without
    /// it would be another's.
    /// </summary>
    public string RedactData(string text) => Redact(text, _patternsInData);

    /// <summary>The text on one line, short, and without secrets. They are searched before it is cut: half a secret would not be known for one.</summary>
    public string ForDisplay(string text) => TerminalText.Line(Redact(text), LongestText);

    /// <summary>The fault, unless it quotes the server in a way that is not fit to be shown, as one that tells of a bad header or of bad JSON may.</summary>
    public Exception? OrNullIfUnsafe(Exception? fault)
    {
        for (Exception? inner = fault; inner is not null; inner = inner.InnerException)
        {
            if (ForDisplay(inner.Message) != inner.Message)
            {
                return null;
            }
        }

        return fault;
    }

    private void HideAll()
    {
        _patterns = new Patterns(_lasting.Concat(_tokens).SelectMany(secret => secret.Patterns));
        _patternsInData = new Patterns(_lasting.Concat(_tokens).SelectMany(secret => secret.PatternsInData));
    }

    private static string Redact(string text, Patterns patterns)
    {
        if (text.Length < patterns.ShortestLength)
        {
            return text;
        }

        // Most texts hold none. Where one does, it is decoded again, to know where.
        if (!Decoded(isMapped: false).Any(decoded => patterns.In(decoded.Text).Any()))
        {
            return text;
        }

        List<(int Start, int End)> found = [];
        foreach (DecodedText decoded in Decoded(isMapped: true))
        {
            found.AddRange(patterns.In(decoded.Text).Select(match => (decoded.Start(match.At), decoded.End(match.At + match.Length - 1))));
        }

        return Without(text, found);

        IEnumerable<DecodedText> Decoded(bool isMapped) => new Encodings(patterns.ShortestLength).Undo(new DecodedText(text, isMapped));
    }

    private static string Without(string text, List<(int Start, int End)> found)
    {
        found.Sort();
        StringBuilder kept = new(text.Length);
        int from = 0;
        for (int i = 0; i < found.Count;)
        {
            (int start, int end) = found[i];
            while (++i < found.Count && found[i].Start <= end)
            {
                end = Math.Max(end, found[i].End);
            }

            kept.Append(text, from, start - from).Append(Hidden);
            from = end;
        }

        return kept.Append(text, from, text.Length - from).ToString();
    }
}
