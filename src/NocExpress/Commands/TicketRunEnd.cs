using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Pipeline;
using NocExpress.Text;

namespace NocExpress.Commands;

/// <summary>
/// The errors of a run of tickets, and its end. Whatever ends it carries the tickets that it had opened, since a variable that the command
/// was to fill stays as it was.
/// </summary>
/// <param name="command">Where the errors go.</param>
/// <param name="endsWithAnyError">Whether the user's preference makes an end of any error: then it must be the last thing that is written.</param>
/// <param name="endsWithAnyWarning">Whether it makes one of any warning.</param>
internal sealed class TicketRunEnd(NocCommand command, bool endsWithAnyError, bool endsWithAnyWarning)
{
    private const int MostMessages = 5;

    private static readonly object?[] _nothing = [];

    /// <summary>The errors that end the run, and the input that each is about.</summary>
    private readonly List<(NocException Error, object? Source)> _ends = [];

    private readonly List<NocTicket> _opened = [];

    /// <summary>Whether nothing more is to be sent.</summary>
    public bool IsNear => _ends.Count > 0;

    /// <summary>Notes a ticket that comes out.</summary>
    public void Opened(NocTicket ticket)
    {
        if (ticket.Recorded is null)
        {
            lock (_opened)
            {
                _opened.Add(ticket);
            }
        }
    }

    public void Report(NocException error, object? source)
    {
        if (endsWithAnyError || error.IsTerminating)
        {
            _ends.Add((error, source));
        }
        else
        {
            command.WriteError(ErrorMapper.ToRecord(error, source));
        }
    }

    /// <remarks>
    /// Where the preference makes it the end, PowerShell's own exception would be what is caught, and that knows nothing of tickets.
    /// </remarks>
    public void Warn(string message)
    {
        if (!endsWithAnyWarning)
        {
            command.WriteWarning(message);
            return;
        }

        _ends.Add((new NocException(NocErrorKind.UnexpectedResponse, $"A warning ends the run, by -WarningAction or the preference: {message}") { SafeToRetry = false }, _nothing));
    }

    /// <summary>
    /// Ends the run, if something has. All of it is one error: whoever catches it sees no other, and its target is all that is left to do.
    /// </summary>
    /// <param name="notSent">The requests that were not sent.</param>
    /// <param name="unknownInARow">The last so many ended without a known outcome.</param>
    public void End(IReadOnlyList<ITicketStep> notSent, int unknownInARow)
    {
        (NocErrorKind kind, string why) = _ends.Count > 0
            ? (_ends[0].Error.Kind, "of that")
            : (NocErrorKind.ServiceUnavailable,
                $"the last {unknownInARow} requests ended without a known outcome, and so would the next. See first whether the server is there");
        (NocException Error, object? Source)[] untold =
            notSent.Count == 0 ? [] : [(NotSent(notSent, kind, why), TicketTargets.Joined(notSent.Select(step => step.Source)))];
        (NocException Error, object? Source)[] all = [.. _ends, .. untold];
        if (all.Length == 0)
        {
            return;
        }

        TicketTargets targets = new(all);
        ErrorRecord record = ErrorMapper.ToRecord(WithOpened(Joined(all, untold.Length, targets.Remark)), targets.Target);
        if (endsWithAnyError)
        {
            // The preference makes it the end, of as much of the script as the user has said.
            command.WriteError(record);
        }

        command.ThrowTerminatingError(record);
    }

    private static NocException NotSent(IReadOnlyList<ITicketStep> steps, NocErrorKind kind, string why)
    {
        NocTicketSite[] sites = [.. steps.SelectMany(step => step.Request!.Sites)];
        string names = NocTicketRequest.Names(sites);
        string what = steps.Count > 1 ? $"{steps.Count} ticket requests were"
            : $"The ticket request for {(sites.Length == 1 ? names : $"{sites.Length} sites")} was";
        string which = sites.Length == 1 ? "" : $" The sites are {names}.";
        return new NocException(kind, $"{what} not sent, because {why}.{which}")
        {
            SafeToRetry = true,
            TicketRequest = steps.Count == 1 ? steps[0].Request : null,
            Sites = sites,
        };
    }

    private static NocException Joined((NocException Error, object? Source)[] all, int untold, string? remark)
    {
        NocException first = all[0].Error;
        if (all.Length == 1)
        {
            return first;
        }

        NocException[] ends = [.. all.Take(all.Length - untold).Select(end => end.Error)];
        IEnumerable<string> messages =
        [
            .. ends.Take(MostMessages).Select(error => error.Message),
            .. ends.Length > MostMessages ? [$"{ends.Length - MostMessages} more errors."] : Array.Empty<string>(),
            .. all.Skip(ends.Length).Select(end => end.Error.Message),
            .. remark is null ? Array.Empty<string>() : [remark],
        ];
        return new NocException(first.Kind, string.Join("\n", messages), first)
        {
            StatusCode = first.StatusCode,
            RequestId = first.RequestId,
            ServerErrors = first.ServerErrors,
            SafeToRetry = all.All(end => end.Error.SafeToRetry),
            SentAt = first.SentAt,
            TicketRequest = first.TicketRequest,
            Sites = all.SelectMany(end => end.Error.Sites).Distinct().ToArray(),
        };
    }

    private NocException WithOpened(NocException error)
    {
        if (_opened.Count == 0)
        {
            return error;
        }

        string numbers = FirstFew.Of(_opened.Select(ticket => ticket.Id?.ToString(CultureInfo.InvariantCulture) ?? ""));
        string tickets = _opened.Count == 1 ? "This run has opened a ticket" : $"This run has opened {_opened.Count} tickets";
        NocException told = error.WithMessage($"{error.Message}\n{tickets}, in the exception's Opened: {numbers}.");
        told.Opened = _opened.ToArray();
        return told;
    }
}
