using System.Collections.Generic;
using System.Linq;

namespace NocExpress.Client.Secrecy;

/// <summary>
/// Finds many patterns in a text in one pass. Where one may begin is told by its first characters (Rabin and Karp). The case does not
/// matter: that of
/// hexadecimal digits is free, and the name of a host loses it. A plus sign is a blank: in a form it is one, and nobody knows which texts
/// are forms.
/// </summary>
internal sealed class Patterns
{
    /// <summary>So many characters are 64 bits. No pattern is shorter.</summary>
    public const int Shortest = 4;

    private readonly Dictionary<ulong, string[]> _byBeginning;

    public Patterns(IEnumerable<string> patterns)
    {
        string[] all = [.. patterns.Select(pattern => new string([.. pattern.Select(Folded)])).Distinct()];
        _byBeginning = all.GroupBy(Beginning).ToDictionary(group => group.Key, group => group.ToArray());
        ShortestLength = all.Length == 0 ? int.MaxValue : all.Min(pattern => pattern.Length);
    }

    /// <summary>How long the shortest is. No text that is shorter holds one, since no encoding is shorter than what it holds.</summary>
    public int ShortestLength { get; }

    /// <summary>Where the patterns are in the text, and how long each is.</summary>
    public IEnumerable<(int At, int Length)> In(string text)
    {
        ulong beginning = 0;
        for (int i = 0; i < text.Length; i++)
        {
            beginning = (beginning << 16) | Folded(text[i]);
            int at = i + 1 - Shortest;
            if (at >= 0 && _byBeginning.TryGetValue(beginning, out string[]? patterns))
            {
                foreach (string pattern in patterns)
                {
                    if (IsAt(text, at, pattern))
                    {
                        yield return (at, pattern.Length);
                    }
                }
            }
        }
    }

    private static bool IsAt(string text, int at, string pattern)
    {
        if (at + pattern.Length > text.Length)
        {
            return false;
        }

        for (int i = Shortest; i < pattern.Length; i++)
        {
            if (Folded(text[at + i]) != pattern[i])
            {
                return false;
            }
        }

        return true;
    }

    private static ulong Beginning(string pattern) => pattern.Take(Shortest).Aggregate(0ul, static (beginning, c) => (beginning << 16) | c);

    private static char Folded(char c) => c == '+' ? ' ' : char.ToUpperInvariant(c);
}
