using System.Collections.Generic;
using System.Linq;

namespace NocExpress.Client.Secrecy;

/// <summary>
/// Finds many patterns in a text in one pass, whatever their case: that of hexadecimal digits is free, and the name of a host loses it. Where a pattern may
/// begin is told by its first characters (Rabin and Karp).
/// </summary>
internal sealed class Patterns
{
    /// <summary>So many characters are 64 bits. No pattern is shorter.</summary>
    public const int Shortest = 4;

    private readonly Dictionary<ulong, string[]> _byBeginning;

    public Patterns(IEnumerable<string> patterns)
    {
        string[] all = [.. patterns.Select(pattern => pattern.ToUpperInvariant()).Distinct()];
        _byBeginning = all.GroupBy(pattern => Beginning(pattern)).ToDictionary(group => group.Key, group => group.ToArray());
        ShortestLength = all.Length == 0 ? int.MaxValue : all.Min(pattern => pattern.Length);
    }

    /// <summary>How long the shortest is. No text that is shorter holds one, since no encoding is shorter than what it holds.</summary>
    public int ShortestLength { get; }

    /// <summary>Where the patterns are in the text, and how long each is.</summary>
    public IEnumerable<(int At, int Length)> In(string text)
    {
        string upper = text.ToUpperInvariant();
        ulong beginning = 0;
        for (int i = 0; i < upper.Length; i++)
        {
            beginning = (beginning << 16) | upper[i];
            int at = i + 1 - Shortest;
            if (at >= 0 && _byBeginning.TryGetValue(beginning, out string[]? patterns))
            {
                foreach (string pattern in patterns)
                {
                    if (string.CompareOrdinal(upper, at, pattern, 0, pattern.Length) == 0)
                    {
                        yield return (at, pattern.Length);
                    }
                }
            }
        }
    }

    private static ulong Beginning(string pattern) => pattern.Take(Shortest).Aggregate(0ul, static (beginning, c) => (beginning << 16) | c);
}
