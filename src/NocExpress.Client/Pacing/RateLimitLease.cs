namespace NocExpress.Client.Pacing;

/// <summary>A request that was admitted.</summary>
internal readonly record struct RateLimitLease(long Id);
