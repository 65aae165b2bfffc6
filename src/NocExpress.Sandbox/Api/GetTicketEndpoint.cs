using System.Globalization;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NocExpress.Sandbox.Control;
using NocExpress.Sandbox.Tickets;

namespace NocExpress.Sandbox.Api;

/// <summary>Shows one ticket.</summary>
internal sealed class GetTicketEndpoint(SandboxState state)
{
    public Task AnswerAsync(HttpContext context)
    {
        Behaviour behaviour = state.Behaviour;
        long id = long.Parse((string)context.GetRouteValue("id")!, CultureInfo.InvariantCulture);
        if (state.Tickets.Find(id) is not { } ticket)
        {
            return ErrorAnswer.WriteAsync(context, behaviour, StatusCodes.Status404NotFound, new Problems("Not found."));
        }

        return JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            TicketJson.WriteFields(json, ticket, behaviour);
            TicketJson.WriteDetails(json, ticket);
            JsonAnswer.WriteExtra(json, behaviour);
            json.WriteEndObject();
        });
    }
}
