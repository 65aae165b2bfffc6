using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace NocExpress.Commands;

/// <summary>Finds journals in a table by the names that users type.</summary>
internal static class JournalNames
{
    /// <summary>Those of the names that one with wildcards means, or that is the one; the case of letters does not count.</summary>
    public static string[] Matching(IReadOnlyList<string> all, string name)
    {
        WildcardPattern? pattern = WildcardPattern.ContainsWildcardCharacters(name) ? new(name, WildcardOptions.IgnoreCase) : null;
        return
        [
            .. all.Where(known => pattern?.IsMatch(known) ?? string.Equals(known, name.Trim(), StringComparison.OrdinalIgnoreCase))
                .OrderBy(known => known, StringComparer.OrdinalIgnoreCase),
        ];
    }
}
