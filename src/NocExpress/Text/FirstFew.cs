using System.Collections.Generic;
using System.Linq;

namespace NocExpress.Text;

/// <summary>The first of a list and the count of the others: no message grows with the input.</summary>
internal static class FirstFew
{
    private const int MostNamed = 10;

    /// <param name="all">All of them, as they are named.</param>
    /// <param name="most">How many are named.</param>
    /// <param name="separator">What stands between them.</param>
    /// <param name="kind">What the others are, where that is not clear.</param>
    public static string Of(IEnumerable<string> all, int most = MostNamed, string separator = ", ", string kind = "")
    {
        string[] named = [.. all];
        string others = named.Length > most ? $"{separator.Trim(',', ' ')} and {named.Length - most} more {kind}".TrimEnd() : "";
        return string.Join(separator, named.Take(most)) + others;
    }
}
