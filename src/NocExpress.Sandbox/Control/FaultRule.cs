using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NocExpress.Sandbox.Control;

/// <summary>When a fault strikes, relative to what the request asks for.</summary>
internal enum FaultMoment
{
    /// <summary>Nothing has been done.</summary>
    Before,

    /// <summary>Everything has been done, tickets are stored, and only the response is missing.</summary>
    After,
}

/// <summary>Which requests go wrong, and how.</summary>
internal sealed record FaultRule
{
    public string? Method { get; init; }

    /// <summary>A part of the path; null for every path.</summary>
    public string? Path { get; init; }

    public FaultMoment When { get; init; }

    /// <summary>So many matching requests pass unharmed first.</summary>
    public int Skip { get; init; }

    /// <summary>From then on every so-manieth goes wrong.</summary>
    public int Every { get; init; } = 1;

    /// <summary>The fault ends after so many; null for never.</summary>
    public int? Times { get; init; }

    /// <summary>How likely each of them is to go wrong, from 0 to 1; the same <see cref="Seed"/> gives the same sequence.</summary>
    public double Chance { get; init; } = 1;

    public int Seed { get; init; }

    public int? Status { get; init; }

    public string? Body { get; init; }

    public string? ContentType { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public int? RetryAfterSeconds { get; init; }

    /// <summary>Retry-After as a date, so many seconds from now.</summary>
    public int? RetryAfterDateIn { get; init; }

    public int DelayMs { get; init; }

    /// <summary>The connection breaks in place of a response.</summary>
    public bool Cut { get; init; }

    /// <summary>The request's body is not read before the fault strikes.</summary>
    public bool Unread { get; init; }

    /// <summary>The connection breaks after so many bytes of a response that promised more.</summary>
    public int? TruncateTo { get; init; }

    /// <summary>No response ever comes.</summary>
    public bool Silent { get; init; }

    [JsonIgnore]
    public bool ReplacesResponse => Status is not null || Body is not null;

    [JsonIgnore]
    public bool ChangesResponse =>
        ReplacesResponse || TruncateTo is not null || ContentType is not null || Headers.Count > 0
        || RetryAfterSeconds is not null || RetryAfterDateIn is not null;

    public bool Matches(string method, string path) =>
        (Method is null || Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (Path is null || path.Contains(Path, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="JsonException">The rule cannot be meant.</exception>
    public void Check()
    {
        Require(Every >= 1, "every must be at least 1.");
        Require(Skip >= 0, "skip must not be negative.");
        Require(Chance is > 0 and <= 1, "chance must be above 0 and at most 1.");
        Require(Times is null or >= 1, "times must be at least 1.");
        Require(Status is null or (>= 200 and <= 599), "status must be from 200 to 599.");
        Require(DelayMs >= 0, "delayMs must not be negative.");
        Require(TruncateTo is null or >= 0, "truncateTo must not be negative.");
        Require(!Unread || When == FaultMoment.Before, "unread goes with when = before.");
        Require(ChangesResponse || Cut || Silent || DelayMs > 0, "The fault does nothing.");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new JsonException(message);
        }
    }
}
