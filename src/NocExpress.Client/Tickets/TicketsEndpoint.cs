using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Http;
using NocExpress.Models;
using NocExpress.Runtime;

namespace NocExpress.Client.Tickets;

/// <summary><c>POST /api/v1/noc/tickets/external</c> and <c>GET /api/v1/noc/tickets/{ticket_id}</c>.</summary>
internal sealed class TicketsEndpoint(ApiSession session)
{
    public Task<NocTicket> GetAsync(long id, string? grantedTenantMacnum, ICall call)
    {
        ApiRequest request = new ApiRequest { Path = $"api/v1/noc/tickets/{id.ToString(CultureInfo.InvariantCulture)}", Subject = $"Ticket {id}" }
            .With("granted_tenant_macnum", grantedTenantMacnum);
        return session.SendAsync(
            request,
            async answer => await ReadAsync(answer).ConfigureAwait(false) is [var only] ? only : throw answer.Unexpected("it is not one ticket"),
            call);
    }

    /// <summary>Sends one request, once, and returns its tickets.</summary>
    public Task<IReadOnlyList<NocTicket>> CreateAsync(NocTicketRequest ticket, IReadOnlyList<AttachmentFile> files, ICall call)
    {
        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            Path = "api/v1/noc/tickets/external",
            Subject = Describe(ticket),
            Body = progress => new MultipartBody(ticket.Parts, files, progress),
        };
        return session.SendAsync(request, ReadAsync, call);
    }

    private static async Task<IReadOnlyList<NocTicket>> ReadAsync(AnswerBody answer)
    {
        using JsonDocument document = await answer.ReadDocumentAsync().ConfigureAwait(false);
        return TicketReader.ReadAll(document.RootElement) ?? throw answer.Unexpected("it holds no ticket with an id");
    }

    /// <summary>Names a request in an error, by all that its tickets could be looked for.</summary>
    public static string Describe(NocTicketRequest ticket)
    {
        string number = ticket.CustomerTicketNumber is null ? "" : $", customer ticket number {ticket.CustomerTicketNumber}";
        string sites = string.Join(", ", (object[])ticket.Sites);
        return $"The ticket request for {sites}{number}";
    }
}
