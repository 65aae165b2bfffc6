using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NocExpress.Runtime;

namespace NocExpress.Client.Http;

/// <summary>
/// Makes what a server says fit to be shown: without this connection's secrets, which a server may echo, without control characters,
/// which a terminal would obey, and short.
/// </summary>
internal sealed class Redactor
{
    private const int LongestText = 500;
    private const string Hidden = "***";

    /// <summary>A server that refuses each token makes as many as it likes. One that was replaced so often is of no use any more.</summary>
    private const int MostTokens = 4;

    private readonly object _gate = new();
    private readonly HashSet<string> _lasting = [];
    private readonly Queue<string> _tokens = new();

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

    /// <summary>Makes a token known, which others will replace.</summary>
    public void HideToken(string token)
    {
        lock (_gate)
        {
            if (!_tokens.Contains(token))
            {
                _tokens.Enqueue(token);
                if (_tokens.Count > MostTokens)
                {
                    _tokens.Dequeue();
                }

                HideAll();
            }
        }
    }

    /// <summary>The text as it is but for the secrets: to be read further, since reading may take something out of the middle of one.</summary>
    public string Redact(string text) => _secrets.Aggregate(text, Without);

    public string Clean(string text) => Beginning(text, LongestText);

    /// <remarks>Cleaned before it is cut: half a secret would not be known for one.</remarks>
    public string Beginning(string text, int longest) => PlainText.Line(Redact(text), longest);

    /// <summary>The fault, unless it quotes the server in a way that is not fit to be shown, as one that tells of a bad header or of bad JSON may.</summary>
    public Exception? Clean(Exception? fault)
    {
        for (Exception? inner = fault; inner is not null; inner = inner.InnerException)
        {
            if (Clean(inner.Message) != inner.Message)
            {
                return null;
            }
        }

        return fault;
    }

    private void HideAll() => _secrets = [.. _lasting.Concat(_tokens).SelectMany(SecretForms.Of).Distinct().OrderByDescending(form => form.Length)];

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
