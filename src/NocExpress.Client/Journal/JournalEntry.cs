using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NocExpress.Client.Api;
using NocExpress.Client.Json;
using NocExpress.Client.Tickets;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Client.Journal;

/// <summary>What the journal knows of one request, and is told of it.</summary>
internal sealed class JournalEntry(TicketJournal journal, string key, NocTicketRequest request, TimeProvider time) : ISendObserver
{
    private const int LongestReason = 4000;

    private bool _isUnderWay;

    public bool IsFinished => journal.Find(key)?.Event == JournalEvent.Finished;

    /// <summary>The line of whoever sent the request and did not learn what became of it.</summary>
    public JournalLine? Unknown => journal.Find(key) is { Event: JournalEvent.Begun or JournalEvent.Unknown } line ? line : null;

    /// <summary>What an earlier run got for the finished request.</summary>
    public CreatedTickets RecordedTickets()
    {
        JournalLine line = journal.Find(key)!;
        using JsonDocument document = JsonDocument.Parse(line.Tickets!, JsonText.Deep);
        return new CreatedTickets(TicketReader.ReadAll(document.RootElement) ?? [], line.Tickets!, line.At);
    }

    /// <summary>The error of a request that an earlier run has sent.</summary>
    public NocException StillUnknown()
    {
        JournalLine line = Unknown!;
        string message = line.Event == JournalEvent.Unknown && line.Reason is { } reason
            ? $"An earlier run did not learn what became of it: {TerminalText.Line(reason, LongestReason)}"
            : UnknownOutcome.Message(
                TicketsEndpoint.Describe(request), line.At, TicketsEndpoint.SearchHint(request), $"the journal '{journal.Path}' has no record of its end. The tickets may exist, and the request was not sent again");
        return new NocException(NocErrorKind.OutcomeUnknown, $"{message} If there are none, run again with -RetryUnknown.") { SentAt = line.At };
    }

    public void Sending()
    {
        Append("was not sent", JournalEvent.Begun, about: request);
        _isUnderWay = true;
    }

    public void NotActedOn(string reason)
    {
        if (_isUnderWay)
        {
            _isUnderWay = false;
            Append($"opened no ticket ({reason})", JournalEvent.NotCreated, reason: reason);
        }
    }

    public void RecordUnknown(string reason) => Append($"has an unknown outcome ({reason})", JournalEvent.Unknown, reason: reason);

    /// <returns>The error, where the tickets could not be recorded: they are there all the same.</returns>
    public NocException? TryFinish(CreatedTickets created)
    {
        try
        {
            if (created.Tickets.Count == 0)
            {
                // Nothing is finished: the request may be sent again, where the user says so.
                RecordUnknown($"{TicketsEndpoint.Describe(request)} was answered without any ticket.");
                return null;
            }

            string ids = string.Join(", ", created.Tickets.Select(ticket => ticket.Id));
            Append($"opened the tickets {ids}, which the next run will not know", JournalEvent.Finished, tickets: created.Json);
            return null;
        }
        catch (NocException error)
        {
            return error;
        }
    }

    /// <param name="outcome">What became of the request, for the error where it cannot be recorded.</param>
    /// <param name="event">What is recorded.</param>
    /// <param name="about">The request, where it is not known yet.</param>
    /// <param name="tickets">Its tickets.</param>
    /// <param name="reason">Why there are none.</param>
    private void Append(string outcome, JournalEvent @event, NocTicketRequest? about = null, string? tickets = null, string? reason = null)
    {
        try
        {
            journal.Append(new JournalLine { Event = @event, Key = key, At = time.GetUtcNow(), Request = about, Tickets = tickets, Reason = reason });
        }
        catch (IOException error)
        {
            throw new NocException(NocErrorKind.JournalFailed, $"{TicketsEndpoint.Describe(request)} {outcome}. {error.Message} No further request is sent.", error)
            {
                SafeToRetry = @event is JournalEvent.Begun or JournalEvent.NotCreated,
            };
        }
    }
}
