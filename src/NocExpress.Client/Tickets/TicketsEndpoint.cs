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
using NocExpress.Text;

namespace NocExpress.Client.Tickets;

/// <summary><c>POST /api/v1/noc/tickets/external</c> and <c>GET /api/v1/noc/tickets/{ticket_id}</c>.</summary>
internal sealed class TicketsEndpoint(ClientOptions options, ApiSender session, Redactor redactor, TimeProvider time)
{
    public const string CreatePath = "api/v1/noc/tickets/external";

    private const int MostWords = 50;
    private const int LongestQuote = 500;

    public async Task<CreatedTicket> GetAsync(long id, string? grantedTenantMacnum, ICallContext call, bool isBackground = false)
    {
        ApiRequest request = new ApiRequest
        {
            Path = $"api/v1/noc/tickets/{id.ToString(CultureInfo.InvariantCulture)}",
            Subject = $"Ticket {id}",
            IsBackground = isBackground,
        }.With("granted_tenant_macnum", grantedTenantMacnum);
        CreatedTicket found = await session.SendAsync(
            request,
            async response => (await ReadAsync(response).ConfigureAwait(false)).Rows is [var only] ? only : throw response.Unexpected("it is not one ticket"),
            call).ConfigureAwait(false);
        found.Ticket.Company = options.CompanyOf(grantedTenantMacnum);
        return found;
    }

    /// <summary>Sends one request, once, and returns its tickets.</summary>
    /// <param name="ticket">The request.</param>
    /// <param name="files">Its files.</param>
    /// <param name="observer">Who must know when it goes out.</param>
    /// <param name="unknown">What to say where nobody knows what became of it.</param>
    /// <param name="call">Who calls.</param>
    public async Task<CreatedTickets> CreateAsync(
        NocTicketRequest ticket, IReadOnlyList<UploadFile> files, ISendObserver? observer, UnknownTickets unknown, ICallContext call)
    {
        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            Path = CreatePath,
            ExistsOnEveryServer = true,
            Subject = Describe(ticket),
            UnknownMessage = unknown.Message,
            SendObserver = observer,
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
        try
        {
            CreatedTickets created = await session.SendAsync(request, ReadAsync, call).ConfigureAwait(false);
            foreach (CreatedTicket one in created.Rows)
            {
                one.Ticket.Company = options.CompanyOf(ticket.GrantedTenantMacnum);
            }

            return created;
        }
        catch (NocException error) when (error.Kind == NocErrorKind.RequestRejected)
        {
            throw ListEncodingAdvice.Add(error, options.ListEncoding);
        }
    }

    private async Task<CreatedTickets> ReadAsync(ResponseReader response)
    {
        using JsonDocument document = await response.ReadDocumentAsync(SalvageAsync).ConfigureAwait(false);

        // Parsed twice: the tickets are read from the text that the journal keeps, redacted and made safe for a terminal, so that those
        // that come out now and those that come out of the journal are the same.
        string json = TicketReader.ToJson(document.RootElement, redactor);
        using JsonDocument kept = JsonDocument.Parse(json, JsonText.Deep);
        IReadOnlyList<CreatedTicket> tickets = TicketReader.ReadAll(kept.RootElement);
        string[] said = [.. TicketReader.OthersIn(kept.RootElement).SelectMany(other => ErrorResponse.MessagesIn(other, redactor)).Distinct().Take(MostWords)];
        IReadOnlyList<long> ids = TicketIds.In(kept.RootElement);
        bool saysError = TicketReader.SaysError(kept.RootElement);
        return tickets.Count > 0 || (TicketReader.IsEmpty(kept.RootElement) && ids.Count == 0)
            ? new CreatedTickets(tickets, said, [.. TicketReader.OtherNumbersIn(kept.RootElement).Take(MostWords)], saysError, response.SentAt)
            : throw NoTicket(response, saysError, ids, said);
    }

    /// <remarks>What a good answer says in place of tickets may be an error, or the numbers of tickets.</remarks>
    private static NocException NoTicket(ResponseReader response, bool saysError, IReadOnlyList<long> ids, string[] said) => response.Unexpected(
        $"it {(saysError ? "says an error in place of a ticket" : "holds no ticket with an id")}{TicketIds.Named(ids)}"
        + (said.Length == 0 ? "" : $"; the server says: {TerminalText.Quoted(string.Join("; ", said), LongestQuote)}"),
        said: [.. said, .. ids.Take(MostWords).Select(id => $"ticket {id}")]);

    private static async Task<string> SalvageAsync(byte[] response) =>
        TicketIds.Named(await TicketIds.InPartAsync(response).ConfigureAwait(false));

    /// <summary>Begins an error of a request: shortly, so that the verdict follows soon. <see cref="SitesOf"/> ends it.</summary>
    public static string Describe(NocTicketRequest ticket)
    {
        string number = ticket.CustomerTicketNumber is null ? "" : $", customer ticket number {ticket.CustomerTicketNumber}";
        return $"The ticket request for {(ticket.Sites is [var only] ? only : $"{ticket.Sites.Count} sites")}{number}";
    }

    /// <summary>The first few sites of a request for many, as the end of an error.</summary>
    public static string SitesOf(NocTicketRequest ticket) => ticket.Sites.Count == 1 ? "" : $" The sites are {NocTicketRequest.Names(ticket.Sites)}.";
}
