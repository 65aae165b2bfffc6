using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NocExpress.Sandbox.Control;
using NocExpress.Sandbox.Multipart;
using NocExpress.Sandbox.Tickets;

namespace NocExpress.Sandbox.Api;

/// <summary>Opens a ticket for each site of a request, or none and says everything that is wrong with it.</summary>
internal sealed class CreateTicketEndpoint(SandboxState state)
{
    public Task AnswerAsync(HttpContext context)
    {
        Behaviour behaviour = state.Behaviour;
        RecordedRequest request = context.Features.GetRequiredFeature<RecordedRequest>();
        if (!MultipartFormReader.CanRead(request.ContentType))
        {
            Problems unsupported = new("The request must be multipart/form-data.");
            return ErrorAnswer.WriteAsync(context, behaviour, StatusCodes.Status415UnsupportedMediaType, unsupported);
        }

        if (request.Form.Problem is { } malformed)
        {
            return ErrorAnswer.WriteAsync(context, behaviour, StatusCodes.Status400BadRequest, new Problems(malformed));
        }

        Problems problems = new();
        TicketOrder order = new TicketOrderReader(request.Form, state.Sites, behaviour, problems).Read();
        if (problems.Any)
        {
            return ErrorAnswer.WriteAsync(context, behaviour, StatusCodes.Status400BadRequest, problems);
        }

        Ticket[] tickets = state.Tickets.Open(order, behaviour, request.Sequence);
        request.TicketIds = [.. tickets.Select(ticket => ticket.Id)];
        return AnswerAsync(context, behaviour, tickets);
    }

    private static Task AnswerAsync(HttpContext context, Behaviour behaviour, Ticket[] tickets)
    {
        if (behaviour.TicketAnswer == TicketAnswer.Object && tickets is [Ticket only])
        {
            return JsonAnswer.WriteAsync(context, json =>
            {
                json.WriteStartObject();
                TicketJson.WriteFields(json, only, behaviour);
                JsonAnswer.WriteExtra(json, behaviour);
                json.WriteEndObject();
            });
        }

        Envelope envelope = behaviour.TicketAnswer switch
        {
            null => behaviour.Envelope ?? Envelope.Array,
            TicketAnswer.Results => Envelope.Results,
            _ => Envelope.Array,
        };
        return JsonAnswer.WriteListAsync(
            context, behaviour, envelope, tickets, (json, ticket) => TicketJson.WriteFields(json, ticket, behaviour));
    }
}
