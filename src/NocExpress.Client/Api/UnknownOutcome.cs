using System;
using System.Globalization;
using NocExpress.Models;

namespace NocExpress.Client.Api;

/// <summary>The error of a create that went out and of which nobody knows what became.</summary>
internal static class UnknownOutcome
{
    public static NocException After(ApiRequest request, DateTimeOffset sentAt, string reason, Exception? fault = null, int? status = null) =>
        new(NocErrorKind.OutcomeUnknown, Message(request, sentAt, reason), fault) { StatusCode = status, SentAt = sentAt };

    public static string Message(ApiRequest request, DateTimeOffset sentAt, string reason)
    {
        string missing = $"its answer is missing or cannot be read ({reason})";
        return request.SearchHint is null
            ? $"{SentAt(request.Subject, sentAt)}, and {missing}. The server may have acted on it, and it was not sent again. Find out before you send it again."
            : Message(request.Subject, sentAt, request.SearchHint, $"{missing}. The tickets may exist, and the request was not sent again");
    }

    /// <summary>What is known, and how to find out the rest: the API has no search, but people have.</summary>
    public static string Message(string subject, DateTimeOffset sentAt, string? foundBy, string problem) =>
        $"{SentAt(subject, sentAt)}, and {problem}. Before you send it again, look in Granite360 for {foundBy}, entered since then.";

    private static string SentAt(string subject, DateTimeOffset sentAt) =>
        $"{subject} was sent at {sentAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC";
}
