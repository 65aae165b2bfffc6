using System.Globalization;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NocExpress.Sandbox.Responses;
using NocExpress.Sandbox.Settings;
using NocExpress.Sandbox.Tickets;

namespace NocExpress.Sandbox.Api;

/// <summary>Shows one ticket.</summary>
internal sealed class GetTicketHandler(SandboxState state)
{
    public Task HandleAsync(HttpContext context)
    {
        Behaviour behaviour = state.Behaviour;
        long id = long.Parse((string)context.GetRouteValue("id")!, CultureInfo.InvariantCulture);
        if (state.Tickets.Find(id, behaviour) is not { } ticket)
        {
            return ErrorResponseWriter.WriteAsync(context, behaviour, StatusCodes.Status404NotFound, new Problems("Not found."));
        }

        return JsonResponseWriter.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            TicketJson.WriteFields(json, ticket, behaviour, isRead: true);
            TicketJson.WriteDetails(json, ticket);
            JsonResponseWriter.WriteExtra(json, behaviour);
            json.WriteEndObject();
        });
    }
}
