using System.Collections.Generic;
using System.Globalization;
using System.Linq;
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
internal sealed class TicketRunEnd(NocCommand command, bool endsWithAnyError)
{
    private const int MostMessages = 5;

    /// <summary>The errors that end the run.</summary>
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

    /// <summary>Ends the run, if something has: by one error for what was not sent, and the one that ended it.</summary>
    /// <param name="notSent">The requests that were not sent.</param>
    /// <param name="unknownInARow">The last so many ended without a known outcome.</param>
    public void End(IReadOnlyList<ITicketStep> notSent, int unknownInARow)
    {
        if (_ends.Count == 0 && notSent.Count == 0)
        {
            return;
        }

        object? rest = notSent.Count == 1 ? notSent[0].Source : notSent.SelectMany(step => step.Source is object?[] several ? several : [step.Source]).ToArray();
        if (_ends.Count == 0)
        {
            string why = $"the last {unknownInARow} requests ended without a known outcome, and so would the next. See first whether the server is there";
            command.End(WithOpened(NotSent(notSent, NocErrorKind.ServiceUnavailable, why)), rest);
        }

        (NocException first, object? source) = _ends[0];
        string because = endsWithAnyError ? "of that" : "the run ends by the error that follows";
        NocException[] untold = notSent.Count == 0 ? [] : [NotSent(notSent, first.Kind, because)];
        if (endsWithAnyError)
        {
            // The preference makes it the end, of as much of the script as the user has said.
            command.WriteError(ErrorMapper.ToRecord(WithOpened(Joined(untold)), source));
            return;
        }

        foreach ((NocException error, object? target) in _ends.Skip(1).Concat(untold.Select(error => (error, rest))))
        {
            command.WriteError(ErrorMapper.ToRecord(error, target));
        }

        command.End(WithOpened(first), source);
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

    /// <remarks>One error is all that the user will see: it has to tell of all requests.</remarks>
    private NocException Joined(NocException[] untold)
    {
        NocException first = _ends[0].Error;
        NocException[] all = [.. _ends.Select(end => end.Error), .. untold];
        if (all.Length == 1)
        {
            return first;
        }

        string more = _ends.Count > MostMessages ? $"\n{_ends.Count - MostMessages} more errors." : "";
        string messages = string.Join("\n", _ends.Take(MostMessages).Select(end => end.Error.Message));
        return new NocException(first.Kind, string.Join("\n", [messages + more, .. untold.Select(error => error.Message)]), first)
        {
            StatusCode = first.StatusCode,
            RequestId = first.RequestId,
            ServerErrors = first.ServerErrors,
            SafeToRetry = _ends.All(end => end.Error.SafeToRetry),
            SentAt = first.SentAt,
            TicketRequest = first.TicketRequest,
            Sites = _ends.SelectMany(end => end.Error.Sites).ToArray(),
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
