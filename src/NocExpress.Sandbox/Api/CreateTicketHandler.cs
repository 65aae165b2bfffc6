using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NocExpress.Sandbox.Control;
using NocExpress.Sandbox.Multipart;
using NocExpress.Sandbox.Responses;
using NocExpress.Sandbox.Settings;
using NocExpress.Sandbox.Tickets;

namespace NocExpress.Sandbox.Api;

/// <summary>Opens a ticket for each site of a request, or none and says everything that is wrong with it.</summary>
internal sealed class CreateTicketHandler(SandboxState state)
{
    public Task HandleAsync(HttpContext context)
    {
        Behaviour behaviour = state.Behaviour;
        RecordedRequest request = context.Features.GetRequiredFeature<RecordedRequest>();
        if (!MultipartFormReader.CanRead(request.ContentType))
        {
            Problems unsupported = new("The request must be multipart/form-data.");
            return ErrorResponseWriter.WriteAsync(context, behaviour, StatusCodes.Status415UnsupportedMediaType, unsupported);
        }

        if (request.Form.Problem is { } malformed)
        {
            return ErrorResponseWriter.WriteAsync(context, behaviour, StatusCodes.Status400BadRequest, new Problems(malformed));
        }

        Problems problems = new();
        TicketOrder order = new TicketOrderReader(request.Form, state.Sites, state.Configurations, behaviour, problems).Read();
        if (problems.Any)
        {
            return behaviour.RefusalsOf is { } framework
                ? ErrorResponseWriter.WriteAsync(context, framework, problems)
                : ErrorResponseWriter.WriteAsync(context, behaviour, StatusCodes.Status400BadRequest, problems);
        }

        Ticket[] tickets = state.Tickets.Open(order, behaviour, request.Sequence);
        request.TicketIds = [.. tickets.Select(ticket => ticket.Id)];
        return RespondAsync(context, behaviour, tickets);
    }

    private static Task RespondAsync(HttpContext context, Behaviour behaviour, Ticket[] tickets)
    {
        if (behaviour.TicketResponse == TicketResponse.Object && tickets is [Ticket only])
        {
            return JsonResponseWriter.WriteAsync(context, json =>
            {
                json.WriteStartObject();
                TicketJson.WriteFields(json, only, behaviour);
                JsonResponseWriter.WriteExtra(json, behaviour);
                json.WriteEndObject();
            });
        }

        Envelope envelope = behaviour.TicketResponse switch
        {
            null => behaviour.Envelope ?? Envelope.Array,
            TicketResponse.Results => Envelope.Results,
            _ => Envelope.Array,
        };
        return JsonResponseWriter.WriteListAsync(
            context, behaviour, envelope, tickets, (json, ticket) => TicketJson.WriteFields(json, ticket, behaviour));
    }
}
