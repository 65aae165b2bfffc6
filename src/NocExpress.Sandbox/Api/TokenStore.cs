using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;

namespace NocExpress.Sandbox.Api;

/// <summary>The access tokens that were issued. They say nothing by themselves, like the real ones.</summary>
internal sealed class TokenStore
{
    private readonly ConcurrentDictionary<string, Grant> _grants = new();

    public string Issue(string scope, int lifetimeSeconds)
    {
        string token = RandomNumberGenerator.GetHexString(48, lowercase: true);
        _grants[token] = new Grant(scope, Stopwatch.GetTimestamp(), TimeSpan.FromSeconds(lifetimeSeconds));
        return token;
    }

    /// <summary>The scope of a token that is good now; null for any other.</summary>
    public string? ScopeOf(string token) =>
        _grants.TryGetValue(token, out Grant? grant) && Stopwatch.GetElapsedTime(grant.IssuedAt) < grant.Lifetime ? grant.Scope : null;

    private sealed record Grant(string Scope, long IssuedAt, TimeSpan Lifetime);
}
