using System;
using System.Collections.Generic;
using System.Globalization;
using NocExpress.Models;

namespace NocExpress.Client.Api;

/// <summary>The error of a create that went out and of which nobody knows what became.</summary>
internal static class UnknownOutcome
{
    public static NocException After(
        ApiRequest request, DateTimeOffset sentAt, string reason, Exception? fault = null, int? status = null, IReadOnlyList<string>? said = null) =>
        new(NocErrorKind.OutcomeUnknown, Message(request, sentAt, reason), fault)
        {
            StatusCode = status,
            SentAt = sentAt,
            ServerErrors = [.. said ?? []],
            WhyUnknown = Missing(reason),
        };

    public static string Message(ApiRequest request, DateTimeOffset sentAt, string reason)
    {
        string missing = Missing(reason);
        return request.UnknownMessage?.Invoke(sentAt, missing)
            ?? $"{request.Subject} was sent at {sentAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC, and {missing}. "
            + "The server may have acted on it, and it was not sent again. Find out before you send it again.";
    }

    /// <summary>Why it is unknown, as a part of a sentence.</summary>
    public static string Missing(string reason) => $"its answer is missing or cannot be read ({reason})";
}
