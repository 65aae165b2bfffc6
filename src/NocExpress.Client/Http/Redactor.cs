using System;
using System.Collections.Concurrent;
using NocExpress.Runtime;

namespace NocExpress.Client.Http;

/// <summary>
/// Makes what a server says fit to be shown: without this connection's secrets, which a server may echo, without control characters,
/// which a terminal would obey, and short.
/// </summary>
internal sealed class Redactor
{
    private const int LongestText = 500;
    private const int ShortestSecret = 4;

    private readonly ConcurrentDictionary<string, byte> _secrets = new(StringComparer.Ordinal);

    /// <summary>Makes a secret known, so that it is never shown.</summary>
    public void Hide(string secret)
    {
        if (secret.Length >= ShortestSecret)
        {
            _secrets.TryAdd(secret, 0);
        }
    }

    public string Clean(string text) => Beginning(text, LongestText);

    /// <remarks>Cleaned before it is cut: half a secret would not be known for one.</remarks>
    public string Beginning(string text, int longest)
    {
        foreach (string secret in _secrets.Keys)
        {
            text = text.Replace(secret, "***");
        }

        return PlainText.Line(text, longest);
    }

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
}
