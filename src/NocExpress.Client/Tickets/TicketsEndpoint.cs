using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Api;
using NocExpress.Client.Files;
using NocExpress.Client.Http;
using NocExpress.Client.Json;
using NocExpress.Client.Secrecy;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary><c>POST /api/v1/noc/tickets/external</c> and <c>GET /api/v1/noc/tickets/{ticket_id}</c>.</summary>
internal sealed class TicketsEndpoint(ApiSender session, Redactor redactor, TimeProvider time)
{
    private const int MostNamed = 100;

    public Task<NocTicket> GetAsync(long id, string? grantedTenantMacnum, ICallContext call)
    {
        ApiRequest request = new ApiRequest { Path = $"api/v1/noc/tickets/{id.ToString(CultureInfo.InvariantCulture)}", Subject = $"Ticket {id}" }
            .With("granted_tenant_macnum", grantedTenantMacnum);
        return session.SendAsync(
            request,
            async response => (await ReadAsync(response).ConfigureAwait(false)).Tickets is [var only] ? only : throw response.Unexpected("it is not one ticket"),
            call);
    }

    /// <summary>Sends one request, once, and returns its tickets.</summary>
    public Task<CreatedTickets> CreateAsync(NocTicketRequest ticket, IReadOnlyList<UploadFile> files, ISendObserver? record, ICallContext call)
    {
        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            Path = "api/v1/noc/tickets/external",
            ExistsOnEveryServer = true,
            Subject = Describe(ticket),
            SearchHint = SearchHint(ticket),
            SendObserver = record,
            Body = watchdog =>
            {
                UploadProgress progress = new(ticket, call, time);
                return new MultipartBody(ticket.Parts, files, bytes =>
                {
                    watchdog.Restart();
                    progress.Add(bytes);
                },
                watchdog.Token);
            },
        };
        return session.SendAsync(request, ReadAsync, call);
    }

    private async Task<CreatedTickets> ReadAsync(ResponseReader response)
    {
        using JsonDocument document = await response.ReadDocumentAsync(SalvageAsync).ConfigureAwait(false);

        // Parsed twice: the tickets are read from the text that the journal keeps, redacted and made safe for a terminal, so that those
        // that come out now and those that come out of the journal are the same.
        string json = TicketReader.ToJson(document.RootElement, redactor);
        using JsonDocument kept = JsonDocument.Parse(json, JsonText.Deep);
        IReadOnlyList<NocTicket> tickets = TicketReader.ReadAll(kept.RootElement) ?? throw response.Unexpected(TicketReader.IdsIn(kept.RootElement) is { Count: > 0 } ids
                ? $"not all of its rows are tickets with an id{Named(ids)}"
                : "it holds no ticket with an id");
        return new CreatedTickets(tickets, json, response.SentAt);
    }

    private static async Task<string> SalvageAsync(byte[] response)
    {
        IReadOnlyList<long> ids = await TicketReader.IdsInPartAsync(response).ConfigureAwait(false);
        return ids.Count == 0 ? "" : Named(ids);
    }

    private static string Named(IReadOnlyList<long> ids) => $"; it names the tickets {string.Join(", ", ids.Take(MostNamed))}{(ids.Count > MostNamed ? $" and {ids.Count - MostNamed} more" : "")}";

    /// <summary>What the tickets of a request can be found by, where nobody knows their numbers. The sites are in the subject.</summary>
    public static string SearchHint(NocTicketRequest ticket) =>
        $"tickets of these sites with the issue '{ticket.IssueName}'"
        + (ticket.CustomerTicketNumber is null ? "" : $" and the customer ticket number {ticket.CustomerTicketNumber}");

    /// <summary>Names a request in an error, by all that its tickets could be looked for.</summary>
    public static string Describe(NocTicketRequest ticket)
    {
        string number = ticket.CustomerTicketNumber is null ? "" : $", customer ticket number {ticket.CustomerTicketNumber}";
        string sites = string.Join(", ", (object[])ticket.Sites);
        return $"The ticket request for {sites}{number}";
    }
}
