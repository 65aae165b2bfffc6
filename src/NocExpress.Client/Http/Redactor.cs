using System;
using System.Collections.Concurrent;
using System.Text;

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

    public string Clean(string text)
    {
        foreach (string secret in _secrets.Keys)
        {
            text = text.Replace(secret, "***");
        }

        StringBuilder clean = new();
        bool space = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                space = clean.Length > 0;
                continue;
            }

            if (clean.Length >= LongestText)
            {
                return clean.Append('…').ToString();
            }

            if (space)
            {
                clean.Append(' ');
                space = false;
            }

            clean.Append(c);
        }

        return clean.ToString();
    }
}
