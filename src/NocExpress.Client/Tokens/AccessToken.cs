using System;

namespace NocExpress.Client.Tokens;

/// <summary>An access token and when it ends, as far as the server said.</summary>
internal sealed record AccessToken(string Value, DateTimeOffset? ExpiresAt)
{
    /// <summary>Never the token: a record would print it.</summary>
    public override string ToString() => $"access token until {ExpiresAt:u}";
}
