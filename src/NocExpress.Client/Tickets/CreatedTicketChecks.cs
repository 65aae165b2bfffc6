using System;
using System.Collections.Generic;
using System.Linq;
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

    /// <summary>The errors of files that a ticket of the request does not have, and the files: they are what is left to do, and no site is.</summary>
    public static IEnumerable<(NocException Error, string File)> NotStored(NocTicketRequest request, NocTicket ticket) => Failures(ticket)
        .Concat(Unlisted(request, ticket))
        .Select(file => (
            new NocException(
                NocErrorKind.AttachmentNotStored,
                $"{Named(ticket)} was opened, and the server does not confirm that it has the file {file.Problem}. The API cannot add it later: give it to the NOC another way.")
            {
                TicketRequest = request,
                Sites = [.. request.Sites.Where(site => ticket.Macnum is null || site.Macnum == ticket.Macnum)],
            },
            request.Attachments.FirstOrDefault(attachment => attachment.Name == file.Name)?.Path ?? file.Name));

    /// <summary>The errors of files that the answer itself says were not stored.</summary>
    public static IEnumerable<(NocException Error, string File)> SaidNotStored(NocTicket ticket) => Failures(ticket).Select(file => (
        new NocException(
            NocErrorKind.AttachmentNotStored,
            $"{Named(ticket)} was opened by an earlier run, and the server did not confirm that it has the file {file.Problem}. "
            + "The API cannot add it later: give it to the NOC another way."),
        file.Name));

    private static IEnumerable<(string Name, string Problem)> Failures(NocTicket ticket) => ticket.Attachments.Where(Failed).Take(MostFailed)
        .Select(file => (TerminalText.Line(file.Filename ?? ""), $"{TerminalText.Quoted(file.Filename)} (the server says: {TerminalText.Quoted(file.Status)})"));

    /// <remarks>An answer that does not speak of attachments says nothing about them.</remarks>
    private static IEnumerable<(string Name, string Problem)> Unlisted(NocTicketRequest request, NocTicket ticket)
    {
        if (!ticket.ListsAttachments || ticket.Attachments.Length >= request.Attachments.Length)
        {
            return [];
        }

        List<string?> listed = [.. ticket.Attachments.Select(attachment => attachment.Filename)];
        return [.. request.Attachments.Where(file => !listed.Remove(file.Name)).Select(file => (file.Name, $"'{file.Name}' (the server does not list it)"))];
    }

    private static string Named(NocTicket ticket) => ticket.Macnum is { } macnum ? $"Ticket {ticket.Id} for macnum {macnum}" : $"Ticket {ticket.Id}";

    private static bool Failed(NocTicketAttachment attachment) =>
        attachment.Status is { } status && !string.Equals(status, Stored, StringComparison.OrdinalIgnoreCase);
}
