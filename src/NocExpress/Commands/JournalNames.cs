using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace NocExpress.Commands;

/// <summary>Finds journals in a table by the names that users type.</summary>
internal static class JournalNames
{
    /// <summary>The one that is called so, or those that a name with wildcards means; the case of letters does not count.</summary>
    public static string[] Matching(IReadOnlyList<string> all, string name)
    {
        string[] same = [.. all.Where(known => string.Equals(known, name.Trim(), StringComparison.OrdinalIgnoreCase))];
        if (same.Length > 0 || !WildcardPattern.ContainsWildcardCharacters(name))
        {
            return same;
        }

        WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase);
        return [.. all.Where(pattern.IsMatch).OrderBy(known => known, StringComparer.OrdinalIgnoreCase)];
    }
}
