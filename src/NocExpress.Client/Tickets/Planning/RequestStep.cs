using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Http;
using NocExpress.Client.Journal;
using NocExpress.Client.Tickets.Sending;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>Sends a request, and hands over what it brings.</summary>
/// <param name="outgoing">The request.</param>
/// <param name="sender">Who sends it.</param>
/// <param name="journal">The journal, if there is one.</param>
/// <param name="underWay">The requests of the run that have not come to their end.</param>
/// <param name="order">The order in which its tickets come out.</param>
/// <param name="remarks">What is to be said once of all requests.</param>
/// <param name="again">What is left to do of it when other runs, which have some of its circuits in their hands, have let go of them.</param>
internal sealed class RequestStep(
    OutgoingRequest outgoing,
    TicketSender sender,
    IJournalStore? journal,
    RequestsUnderWay underWay,
    InputOrder order,
    RunRemarks remarks,
    Func<ICallContext, Task<IReadOnlyList<ITicketStep>>> again)
    : ITicketStep
{
    public NocTicketRequest Request => outgoing.Request;

    NocTicketRequest? ITicketStep.Request => Request;

    public IReadOnlyList<ITicketStep> Between => order.Between;

    public object? Source => outgoing.SourceOf(Request.Sites);

    public async Task TakeAsync(Func<NocTicket, Task> emit, ICallContext call)
    {
        SendResult result = await sender.SendAsync(outgoing, journal, underWay, call).ConfigureAwait(false);
        if (result.IsContested)
        {
            await TakeAgainAsync(await again(call).ConfigureAwait(false), emit, call).ConfigureAwait(false);
            return;
        }

        await order.HandOverAsync(result.Matched?.Tickets ?? [], emit, call).ConfigureAwait(false);
        if (result is { Created: { } created, Matched: { } matched })
        {
            await TellAsync(created, matched, call).ConfigureAwait(false);
        }

        NocException[] errors = [.. result.Errors.Select(error => NamedSites.Add(error, Request))];
        foreach (NocException error in errors)
        {
            error.TicketRequest = Request;
        }

        // With tickets there is nothing to do again: what is wrong is the record of them.
        object? target = result.Created is { } opened ? opened.Rows.Select(row => row.Ticket.Id).ToArray() : Source;
        foreach (NocException error in errors.Skip(result.Created is null ? 1 : 0))
        {
            await call.ErrorAsync(error, target).ConfigureAwait(false);
        }

        if (errors.Length > 0 && result.Created is null)
        {
            throw errors[0];
        }
    }

    private static async Task TakeAgainAsync(IReadOnlyList<ITicketStep> steps, Func<NocTicket, Task> emit, ICallContext call)
    {
        foreach (ITicketStep step in steps)
        {
            try
            {
                await step.TakeAsync(emit, call).ConfigureAwait(false);
            }
            catch (NocException error) when (steps.Count > 1 && !error.IsTerminating)
            {
                error.TicketRequest ??= step.Request;
                await call.ErrorAsync(error, step.Source).ConfigureAwait(false);
            }
        }
    }

    private async Task TellAsync(CreatedTickets created, MatchedTickets matched, ICallContext call)
    {
        Remark(created, matched);
        foreach ((NocException error, string file) in matched.Tickets.SelectMany(ticket => CreatedTicketChecks.NotStored(Request, ticket)))
        {
            await call.ErrorAsync(error, file).ConfigureAwait(false);
        }

        if (matched.Without.Length > 0)
        {
            await call.ErrorAsync(Missing(created, matched), outgoing.SourceOf(matched.Without)).ConfigureAwait(false);
        }
    }

    private void Remark(CreatedTickets created, MatchedTickets matched)
    {
        int asked = Request.Sites.Length;
        if (matched.Tickets.Count > asked)
        {
            remarks.Add(Request, $"{matched.Tickets.Count} tickets came, and {asked} {(asked == 1 ? "was" : "were")} asked for. See in Granite360 whether one is too many.");
        }

        if (created.SaysError && matched.Without.Length == 0)
        {
            remarks.Add(Request, $"each site has its ticket, and yet the answer says an error.{ErrorResponse.Quote(created.Said)}");
        }

        if (outgoing.Files.Count > 0 && matched.Tickets.Any(ticket => !ticket.ListsAttachments))
        {
            remarks.Add(Request, "the answer does not say whether its files were stored. See in Granite360 that they are there.");
        }
    }

    private NocException Missing(CreatedTickets created, MatchedTickets matched)
    {
        return new NocException(NocErrorKind.OutcomeUnknown, outgoing.Unknown(journal).Message(matched.Without, created.SentAt, $"it {matched.Missing}".TrimEnd('.')))
        {
            TicketRequest = Request,
            Sites = matched.Without,
            SentAt = created.SentAt,
            ServerErrors = [.. created.ServerErrors],
        };
    }
}
