using System;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Client.Api;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Client.Tickets;

/// <summary>Finds what a good answer to a create leaves to be desired: a 200 can hide a file that was not stored, and a site without a ticket.</summary>
internal static class CreatedTicketChecks
{
    /// <summary>The only outcome of an upload, besides "failure", that the API documents.</summary>
    private const string Stored = "success";

    /// <summary>Far more than a request has files.</summary>
    private const int MostFailed = 100;

    public static IEnumerable<NocException> Shortcomings(NocTicketRequest request, CreatedTickets created)
    {
        foreach (NocTicket ticket in created.Tickets)
        {
            foreach (string file in NotStored(request, ticket))
            {
                yield return new NocException(NocErrorKind.AttachmentNotStored, $"Ticket {ticket.Id} was opened, and the server does not confirm that it has the file {file}. The API cannot add it later: give it to the NOC another way.")
                {
                    TicketRequest = request,
                };
            }
        }

        (NocTicketSite[] without, int ownerless) = SiteTickets.Match(request.Sites, created.Tickets);
        if (created.Tickets.Count < request.Sites.Length || (ownerless == 0 && without.Length > 0))
        {
            yield return TooFew(request, created, without, ownerless);
        }
    }

    private static NocException TooFew(NocTicketRequest request, CreatedTickets created, NocTicketSite[] without, int ownerless)
    {
        string sites = string.Join(", ", (object[])without);
        string missing = ownerless == 0 ? $"There is none for {sites}" : $"{ownerless} of them do not say whose they are: there may be none for any of {sites}";
        return new NocException(
            NocErrorKind.OutcomeUnknown,
            UnknownOutcome.Message(
                TicketsEndpoint.Describe(request),
                created.SentAt,
                TicketsEndpoint.SearchHint(request),
                $"brought {created.Tickets.Count} tickets, and {request.Sites.Length} were asked for. {missing}"))
        {
            TicketRequest = request,
            Sites = without,
            SentAt = created.SentAt,
        };
    }

    /// <remarks>An answer that does not speak of attachments says nothing about them.</remarks>
    private static IEnumerable<string> NotStored(NocTicketRequest request, NocTicket ticket)
    {
        foreach (NocTicketAttachment attachment in ticket.Attachments.Where(Failed).Take(MostFailed))
        {
            yield return $"{TerminalText.Quoted(attachment.Filename)} (the server says: {TerminalText.Quoted(attachment.Status)})";
        }

        if (ticket.ListsAttachments && ticket.Attachments.Length < request.Attachments.Length)
        {
            List<string?> listed = [.. ticket.Attachments.Select(attachment => attachment.Filename)];
            foreach (NocRequestAttachment file in request.Attachments.Where(file => !listed.Remove(file.Name)))
            {
                yield return $"'{file.Name}' (the server does not list it)";
            }
        }
    }

    private static bool Failed(NocTicketAttachment attachment) =>
        attachment.Status is { } status && !string.Equals(status, Stored, StringComparison.OrdinalIgnoreCase);
}
