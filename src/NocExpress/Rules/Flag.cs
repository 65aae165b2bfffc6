namespace NocExpress.Rules;

/// <summary>True and false as tables write them.</summary>
internal static class Flag
{
    /// <summary>Returns what is meant; null where it is neither.</summary>
    public static bool? Read(string text) => text.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "Y" or "1" => true,
        "FALSE" or "NO" or "N" or "0" => false,
        _ => null,
    };
}
