using System;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Journal;
using NocExpress.Client.Tickets.Sending;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>Sends a request, and hands over what it brings.</summary>
internal sealed class RequestStep(
    OutgoingRequest outgoing, TicketSender sender, IJournalStore? journal, RequestsUnderWay underWay, RunRemarks remarks)
    : ITicketStep
{
    public NocTicketRequest Request => outgoing.Request;

    NocTicketRequest? ITicketStep.Request => Request;

    public object? Source => outgoing.SourceOf(Request.Sites);

    public async Task TakeAsync(Func<NocTicket, Task> emit, ICallContext call)
    {
        SendResult result = await sender.SendAsync(outgoing, journal, underWay, call).ConfigureAwait(false);
        if (result is { Created: { } created, Matched: { } matched })
        {
            await HandOverAsync(created, matched, emit, call).ConfigureAwait(false);
        }

        NocException[] errors = [.. result.Errors.Select(error => NamedSites.Add(error, Request))];
        foreach (NocException error in errors)
        {
            error.TicketRequest = Request;
        }

        foreach (NocException error in errors.Skip(1))
        {
            await call.ErrorAsync(error, Source).ConfigureAwait(false);
        }

        if (errors.Length > 0)
        {
            throw errors[0];
        }
    }

    private async Task HandOverAsync(CreatedTickets created, MatchedTickets matched, Func<NocTicket, Task> emit, ICallContext call)
    {
        foreach (CreatedTicket row in created.Rows)
        {
            await emit(row.Ticket).ConfigureAwait(false);
        }

        int asked = Request.Sites.Length;
        if (created.Rows.Count > asked)
        {
            remarks.Add(Request, $"{created.Rows.Count} tickets came, and {asked} {(asked == 1 ? "was" : "were")} asked for. See in Granite360 whether one is too many.");
        }

        if (outgoing.Files.Count > 0 && created.Rows.Any(row => !row.Ticket.ListsAttachments))
        {
            remarks.Add(Request, "the answer does not say whether its files were stored. See in Granite360 that they are there.");
        }

        foreach (NocException error in created.Rows.SelectMany(row => CreatedTicketChecks.NotStored(Request, row.Ticket)))
        {
            await call.ErrorAsync(error, Source).ConfigureAwait(false);
        }

        if (matched.Without.Length > 0)
        {
            await call.ErrorAsync(Missing(created, matched), outgoing.SourceOf(matched.Without)).ConfigureAwait(false);
        }
    }

    private NocException Missing(CreatedTickets created, MatchedTickets matched)
    {
        string problem = $"it {CreatedTicketChecks.Missing(created, Request.Sites.Length, matched.Unmatched)}";
        return new NocException(NocErrorKind.OutcomeUnknown, new UnknownTickets(Request, journal?.Name).Message(matched.Without, created.SentAt, problem.TrimEnd('.')))
        {
            TicketRequest = Request,
            Sites = matched.Without,
            SentAt = created.SentAt,
            ServerErrors = [.. created.ServerErrors],
        };
    }
}
