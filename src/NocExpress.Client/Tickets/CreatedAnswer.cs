using System;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary>Finds what a good answer to a create leaves to be desired: a 200 can hide a file that was not stored.</summary>
internal static class CreatedAnswer
{
    /// <summary>The only outcome of an upload, besides "failure", that the API documents.</summary>
    private const string Stored = "success";

    public static IEnumerable<NocException> Shortcomings(NocTicketRequest request, IReadOnlyList<NocTicket> tickets)
    {
        foreach (NocTicket ticket in tickets)
        {
            foreach (string file in NotStored(request, ticket))
            {
                yield return new NocException(NocErrorKind.AttachmentNotStored, $"Ticket {ticket.Id} was opened, and the server does not confirm that it has the file {file}. The API cannot add it later: give it to the NOC another way.")
                {
                    TicketRequest = request,
                };
            }
        }

        if (tickets.Count < request.Sites.Length)
        {
            yield return new NocException(
                NocErrorKind.OutcomeUnknown,
                $"{TicketsEndpoint.Describe(request)} brought {tickets.Count} tickets, and {request.Sites.Length} were asked for. "
                + "Look for the missing ones in Granite360 before you send the request again.")
            {
                TicketRequest = request,
            };
        }
    }

    /// <remarks>An answer that does not speak of attachments says nothing about them.</remarks>
    private static IEnumerable<string> NotStored(NocTicketRequest request, NocTicket ticket)
    {
        foreach (NocTicketAttachment attachment in ticket.Attachments.Where(Failed))
        {
            yield return $"'{attachment.Filename}' (the server says: {attachment.Status})";
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
