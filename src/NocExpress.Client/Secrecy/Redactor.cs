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

    /// <summary>Of the forms of all tokens, in characters: those of a hundred common ones. A server that refuses each token makes as many as it likes, and as long.</summary>
    private const int MostKept = 4 * 1024 * 1024;

    private readonly object _gate = new();
    private readonly HashSet<string> _lasting = [];
    private readonly Queue<(string Token, string[] Forms)> _tokens = new();
    private int _kept;

    /// <summary>The longest first: where one is a part of another, the rest of that other would stay.</summary>
    private volatile string[] _secrets = [];

    /// <summary>Makes a secret known, so that it is never shown, in whichever form.</summary>
    public void Hide(string secret)
    {
        lock (_gate)
        {
            if (_lasting.Add(secret))
            {
                HideAll();
            }
        }
    }

    /// <summary>Makes a token known, which others will replace: the oldest are forgotten where they become too many.</summary>
    public void HideToken(string token)
    {
        lock (_gate)
        {
            if (_tokens.All(known => known.Token != token))
            {
                string[] forms = [.. SecretForms.Of(token)];
                _tokens.Enqueue((token, forms));
                for (_kept += Length(forms); _kept > MostKept && _tokens.Count > 1;)
                {
                    _kept -= Length(_tokens.Dequeue().Forms);
                }

                HideAll();
            }
        }
    }

    /// <summary>The text as it is but for the secrets: to be read further, since reading may take something out of the middle of one.</summary>
    public string Redact(string text) => _secrets.Aggregate(text, Without);

    public string ForDisplay(string text) => Beginning(text, LongestText);

    /// <remarks>Cleaned before it is cut: half a secret would not be known for one.</remarks>
    public string Beginning(string text, int longest) => TerminalText.Line(Redact(text), longest);

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

    private static int Length(string[] forms) => forms.Sum(form => form.Length);

    private void HideAll() =>
        _secrets = [.. _lasting.SelectMany(SecretForms.Of).Concat(_tokens.SelectMany(token => token.Forms)).Distinct().OrderByDescending(form => form.Length)];

    /// <remarks>Whatever the case: that of hexadecimal digits is free, and the name of a host loses it.</remarks>
    private static string Without(string text, string secret)
    {
        StringBuilder? kept = null;
        int from = 0;
        for (int at; (at = text.IndexOf(secret, from, StringComparison.OrdinalIgnoreCase)) >= 0; from = at + secret.Length)
        {
            kept ??= new StringBuilder();
            kept.Append(text, from, at - from).Append(Hidden);
        }

        return kept is null ? text : kept.Append(text, from, text.Length - from).ToString();
    }
}
