namespace NocExpress.Sandbox.Api;

/// <summary>How many requests of a second, counted from 1970, kept to the limit, and how many were refused for it.</summary>
internal readonly record struct RateSecond(long Second, int Admitted, int Refused);
