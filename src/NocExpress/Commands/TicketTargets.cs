using System.Collections.Generic;
using System.Linq;
using NocExpress.Models;

namespace NocExpress.Commands;

/// <summary>
/// The target of an error that is made of several: all input that is left to do and can be piped back as it is. What may have a ticket is in
/// it only where there is nothing else, and what has one never is.
/// </summary>
internal sealed class TicketTargets
{
    public TicketTargets((NocException Error, object? Source)[] errors)
    {
        (NocException Error, object? Source)[] left = [.. errors.Where(error => IsLeft(error.Error))];
        (NocException Error, object? Source)[] open = [.. errors.Where(error => IsOpen(error.Error))];
        Target = errors.Length == 1 ? errors[0].Source : Joined((left.Length > 0 ? left : open).Select(error => error.Source));
        Remark = left.Length > 0 && left.Length < errors.Length
            ? "The error's target is the input that is left and can be piped back as it is: what was not sent, or was refused."
                + (open.Length > 0 ? " What is not known is not in it, and is settled first." : "")
            : null;
    }

    public object? Target { get; }

    /// <summary>What is to be said of it, where it is not all that the error is about.</summary>
    public string? Remark { get; }

    /// <summary>The items of several inputs, each of which is an item or a list of them; the only one by itself.</summary>
    public static object? Joined(IEnumerable<object?> sources)
    {
        object?[] items = [.. sources.SelectMany(source => source as object?[] ?? [source]).Distinct()];
        return items is [var only] ? only : items;
    }

    /// <summary>Whether the server has not acted.</summary>
    private static bool IsLeft(NocException error) => error.SafeToRetry && error.Kind != NocErrorKind.JournalStale;

    /// <summary>Whether a person has to say whether there is a ticket, or whether it counts.</summary>
    private static bool IsOpen(NocException error) => error.Kind is NocErrorKind.OutcomeUnknown or NocErrorKind.JournalStale;
}
