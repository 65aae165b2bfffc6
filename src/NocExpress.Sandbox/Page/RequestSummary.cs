using System;
using System.Linq;
using NocExpress.Sandbox.Control;

namespace NocExpress.Sandbox.Page;

/// <summary>A request in a line of the page.</summary>
internal sealed record RequestSummary(
    long Sequence,
    DateTimeOffset ReceivedAt,
    string Method,
    string Path,
    string Query,
    int? Status,
    double? DurationMs,
    bool IsCut,
    int? Fault,
    string Client,
    int Parts,
    int Tickets)
{
    private const int LongestText = 200;

    public static RequestSummary Of(RecordedRequest request) => new(
        request.Sequence,
        request.ReceivedAt,
        request.Method,
        Short(request.Path),
        Short(request.Query),
        request.Status,
        request.DurationMs,
        request.IsCut,
        request.Fault,
        Short(request.Headers.FirstOrDefault(header => header.Key.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)).Value ?? string.Empty),
        request.Parts.Count,
        request.TicketIds.Count);

    private static string Short(string text) => text.Length <= LongestText ? text : text[..LongestText] + "…";
}
