using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NocExpress.Client.Json;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>The fields of rows beside those that are documented.</summary>
internal static class Fields
{
    /// <param name="rows">The rows.</param>
    /// <param name="required">The fields that each should have.</param>
    /// <param name="known">The fields that are documented.</param>
    /// <param name="saysNew">Whether a field that is not documented is a difference.</param>
    public static Finding Compare(IReadOnlyList<JsonElement> rows, string[] required, string[] known, bool saysNew)
    {
        string[][] keys = [.. rows.Select(row => Keys.Of(row).ToArray())];
        string[] missing = [.. required.Where(field => !keys.All(row => row.Contains(field)))];
        string[] added = [.. keys.SelectMany(row => row).Distinct().Except(known)];
        string observed = $"{Words.Of(rows.Count, "row")}; missing: {Keys.Told(missing)}; new: {Keys.Told(added)}";
        return missing.Length == 0 && (added.Length == 0 || !saysNew)
            ? Finding.Confirmed(observed)
            : Finding.Differs(
                observed,
                missing.Length > 0 ? "Nothing to give: tell the maintainers, a property stays empty." : "Nothing to give: new fields are in AdditionalProperties.");
    }

    /// <summary>The kinds of value that a field has in the rows, null apart.</summary>
    public static JsonValueKind[] KindsOf(IEnumerable<JsonElement> rows, string field) =>
    [
        .. rows.Select(row => JsonText.Property(row, field)?.ValueKind ?? JsonValueKind.Null).Where(kind => kind != JsonValueKind.Null).Distinct(),
    ];

    /// <summary>Kinds in words.</summary>
    public static string Told(IEnumerable<JsonValueKind> kinds) => string.Join(" and ", kinds.Select(kind => kind switch
    {
        JsonValueKind.String => "text",
        JsonValueKind.True or JsonValueKind.False => "flag",
        JsonValueKind.Array => "list",
        _ => kind.ToString().ToLowerInvariant(),
    }).Distinct());
}
