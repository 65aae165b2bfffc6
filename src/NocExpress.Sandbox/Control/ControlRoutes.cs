using System;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NocExpress.Sandbox.Responses;
using NocExpress.Sandbox.Settings;
using NocExpress.Sandbox.Tickets;

namespace NocExpress.Sandbox.Control;

/// <summary>The endpoints by which a person or a test sees what the sandbox received and changes what it does.</summary>
internal static class ControlRoutes
{
    public const string Root = "/_sandbox";

    /// <summary>The sandbox's own addresses: its page, and what is below the root. The others are the vendor's.</summary>
    public static bool Owns(HttpRequest request) =>
        request.Path.StartsWithSegments(Root, StringComparison.Ordinal) || (request.Path == "/" && HttpMethods.IsGet(request.Method));

    public static void Map(IEndpointRouteBuilder routes, SandboxState state)
    {
        RouteGroupBuilder control = routes.MapGroup(Root);
        control.MapGet("/requests", context => ControlJson.WriteAsync(context, state.Requests.All()));
        control.MapGet("/requests/{id:long}", context => WriteRequestAsync(context, state.Requests));
        control.MapDelete("/requests", Done(state.Requests.Clear));
        control.MapGet("/tickets", context => WriteTicketsAsync(context, state));
        control.MapGet("/tickets/{id:long}", context => SendTicketAsync(context, state));
        control.MapPost("/tickets/{id:long}", Checked(context => ChangeTicketAsync(context, state)));
        control.MapPost("/reset", Done(state.Reset));

        control.MapGet("/clock", context => WriteClockAsync(context, state.Clock));
        control.MapPut("/clock", Checked(async context =>
        {
            ControlJson.Read<ClockSetting>(await ControlJson.ReadObjectAsync<ClockSetting>(context.Request)).Apply(state.Clock);
            await WriteClockAsync(context, state.Clock);
        }));

        control.MapGet("/behaviour", context => ControlJson.WriteAsync(context, state.Behaviour));
        control.MapPut("/behaviour", Checked(async context =>
        {
            JsonObject changes = await ControlJson.ReadObjectAsync<Behaviour>(context.Request);
            await ControlJson.WriteAsync(context, state.Change(current => ControlJson.Merge(current, changes).Checked()));
        }));

        control.MapGet("/switches", context => ControlJson.WriteAsync(context, Switches.Instance));

        control.MapGet("/faults", context => ControlJson.WriteAsync(context, state.Faults.All()));
        control.MapDelete("/faults", Done(state.Faults.Clear));
        control.MapDelete("/faults/{id:long}", context => RemoveFaultAsync(context, state.Faults));
        control.MapPost("/faults", Checked(async context =>
        {
            FaultRule rule = ControlJson.Read<FaultRule>(await ControlJson.ReadObjectAsync<FaultRule>(context.Request));
            rule.Check();
            context.Response.StatusCode = StatusCodes.Status201Created;
            await ControlJson.WriteAsync(context, state.Faults.Add(rule));
        }));
    }

    private static RequestDelegate Done(Action action) => context =>
    {
        action();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    private static RequestDelegate Checked(RequestDelegate handle) => async context =>
    {
        try
        {
            await handle(context);
        }
        catch (JsonException problem)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await ControlJson.WriteAsync(context, new { error = problem.Message });
        }
    };

    private static long Id(HttpContext context) => long.Parse((string)context.GetRouteValue("id")!, CultureInfo.InvariantCulture);

    private static Task NotFound(HttpContext context, string message)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return ControlJson.WriteAsync(context, new { error = message });
    }

    private static Task WriteRequestAsync(HttpContext context, RequestLog requests)
    {
        long sequence = Id(context);
        if (requests.Find(sequence) is { } request)
        {
            return ControlJson.WriteAsync(context, request);
        }

        return NotFound(context, $"There is no request {sequence}, or it was forgotten.");
    }

    private static Task RemoveFaultAsync(HttpContext context, FaultList faults)
    {
        long id = Id(context);
        if (!faults.Remove(id))
        {
            return NotFound(context, $"There is no fault {id}.");
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static Task WriteClockAsync(HttpContext context, SandboxClock clock) =>
        ControlJson.WriteAsync(context, new { now = clock.GetUtcNow(), runs = clock.IsRunning });

    private static async Task ChangeTicketAsync(HttpContext context, SandboxState state)
    {
        TicketChange change = ControlJson.Read<TicketChange>(await ControlJson.ReadObjectAsync<TicketChange>(context.Request));
        change.Check();
        long id = Id(context);
        if (state.Tickets.Change(id, state.Behaviour, change.Apply) is not { } ticket)
        {
            await NotFound(context, $"There is no ticket {id}.");
            return;
        }

        await WriteTicketAsync(context, ticket, state);
    }

    private static Task SendTicketAsync(HttpContext context, SandboxState state)
    {
        long id = Id(context);
        return state.Tickets.Find(id, state.Behaviour) is { } ticket
            ? WriteTicketAsync(context, ticket, state)
            : NotFound(context, $"There is no ticket {id}.");
    }

    private static Task WriteTicketAsync(HttpContext context, Ticket ticket, SandboxState state) => JsonResponseWriter.WriteAsync(context, json =>
    {
        json.WriteStartObject();
        WriteTicket(json, ticket, state);
        json.WriteEndObject();
    });

    private static Task WriteTicketsAsync(HttpContext context, SandboxState state) => JsonResponseWriter.WriteListAsync(
        context, new Behaviour(), Envelope.Array, state.Tickets.All(state.Behaviour), (json, ticket) => WriteTicket(json, ticket, state));

    private static void WriteTicket(Utf8JsonWriter json, Ticket ticket, SandboxState state)
    {
        TicketJson.WriteFields(json, ticket, state.Behaviour);
        TicketJson.WriteDetails(json, ticket);
        json.WriteString("macnum", ticket.Site.Macnum);
        json.WriteNumber("requestSequence", ticket.RequestSequence);
    }
}
