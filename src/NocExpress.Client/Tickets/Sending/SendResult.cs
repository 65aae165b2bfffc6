using System.Collections.Generic;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Sending;

/// <summary>
/// What became of a request: its tickets, the errors that it ended with, or nothing where it was stopped before it went out.
/// </summary>
internal sealed record SendResult(CreatedTickets? Created, MatchedTickets? Matched, IReadOnlyList<NocException> Errors)
{
    public static SendResult Stopped { get; } = new(null, null, []);

    /// <summary>Other runs have its circuits, or some of them. Nothing went out.</summary>
    public static SendResult Contested { get; } = new(null, null, []) { IsContested = true };

    /// <summary>Whether it is that: by its contents alone it would be equal to one that was stopped.</summary>
    public bool IsContested { get; private init; }

    public static SendResult Failed(params NocException?[] errors) => new(null, null, [.. Known(errors)]);

    public static IEnumerable<NocException> Known(IEnumerable<NocException?> errors)
    {
        foreach (NocException? error in errors)
        {
            if (error is not null)
            {
                yield return error;
            }
        }
    }
}
