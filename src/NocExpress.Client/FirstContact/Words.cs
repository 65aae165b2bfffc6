namespace NocExpress.Client.FirstContact;

/// <summary>Numbers of things, in words.</summary>
internal static class Words
{
    /// <param name="count">How many.</param>
    /// <param name="thing">What one of them is called.</param>
    public static string Of(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";
}
