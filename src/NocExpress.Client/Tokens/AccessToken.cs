using System;
using System.Linq;

namespace NocExpress.Client.Tokens;

/// <summary>An access token and when it ends, as far as the server said.</summary>
internal sealed record AccessToken(string Value, DateTimeOffset? ExpiresAt)
{
    /// <summary>Half of what common servers take as all headers together.</summary>
    public const int Longest = 16 * 1024;

    /// <summary>Whether a header can hold the text.</summary>
    public static bool CanBeSent(string token) => token.Length is > 0 and <= Longest && token.All(c => c is > ' ' and <= '~');

    /// <summary>Never the token: a record would print it.</summary>
    public override string ToString() => $"access token until {ExpiresAt:u}";
}
