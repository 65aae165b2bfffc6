using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using NocExpress.Client.Json;

namespace NocExpress.Client.FirstContact;

/// <summary>
/// The names of fields, fit to be told. Some servers make keys of values, such as an object with a key for each account: what does not look like a name of a
/// program, and begins with a small letter, is counted and not told.
/// </summary>
internal static partial class Keys
{
    private const int MostTold = 12;

    public static IEnumerable<string> Of(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Select(JsonText.NameOf).Distinct() : [];

    /// <summary>The names in a line.</summary>
    public static string Told(IEnumerable<string> names)
    {
        string[] all = [.. names];
        string[] told = [.. all.Where(IsName).Take(MostTold)];
        int others = all.Length - told.Length;
        return (told.Length, others) switch
        {
            (0, 0) => "none",
            (0, _) => $"{others} that are no names",
            (_, 0) => string.Join(", ", told),
            _ => $"{string.Join(", ", told)}, and {others} more",
        };
    }

    private static bool IsName(string key) => Name().IsMatch(key);

#if NET
    [GeneratedRegex("^[a-z_][A-Za-z_]{0,39}[0-9]?$")]
    private static partial Regex Name();
#else
    private static Regex Name() => new("^[a-z_][A-Za-z_]{0,39}[0-9]?$");
#endif
}
