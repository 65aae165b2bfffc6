using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NocExpress.Sandbox.Control;

namespace NocExpress.Sandbox.Page;

/// <summary>The page for people, and what it reads besides the control endpoints.</summary>
internal static class PageRoutes
{
    private const int MostRows = 1000;

    /// <summary>Seldom enough to cost nothing and to gather what arrives in a burst, and often enough to look immediate.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Not so long that anything between the browser and the sandbox takes the connection for dead.</summary>
    private static readonly TimeSpan _longestSilence = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder routes, SandboxState state, CancellationToken stopping)
    {
        routes.MapGet("/", PageFiles.Send(PageFiles.Index));
        RouteGroupBuilder page = routes.MapGroup(ControlRoutes.Root + "/page");
        foreach (string name in PageFiles.Linked)
        {
            page.MapGet("/" + name, PageFiles.Send(name));
        }

        page.MapGet("/events", context => SendEventsAsync(context, state, stopping));
        page.MapGet("/requests", context => ControlJson.WriteAsync(context, Requests(context.Request.Query, state)));
        page.MapGet("/tickets", context => ControlJson.WriteAsync(context, Tickets(context.Request.Query, state)));
    }

    /// <summary>Server-sent events, until the page is closed or the sandbox ends.</summary>
    private static async Task SendEventsAsync(HttpContext context, SandboxState state, CancellationToken stopping)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.Response.ContentType = "text/event-stream";
        PageFeed feed = new(state);
        TimeSpan silence = TimeSpan.Zero;
        try
        {
            while (!ended.IsCancellationRequested)
            {
                JsonObject? changes = feed.Next();
                silence = changes is null ? silence + _pause : TimeSpan.Zero;
                if (changes is not null || silence >= _longestSilence)
                {
                    // A line that begins with a colon is a comment.
                    await context.Response.WriteAsync(changes is null ? ":\n\n" : $"data: {ControlJson.Text(changes)}\n\n", ended.Token);
                    await context.Response.Body.FlushAsync(ended.Token);
                    silence = TimeSpan.Zero;
                }

                await Task.Delay(_pause, ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or the sandbox ends.
        }
    }

    private static IEnumerable<RequestSummary> Requests(IQueryCollection query, SandboxState state) =>
        state.Requests.Newest(Number(query, "take", MostRows), Number(query, "before", long.MaxValue)).Select(RequestSummary.Of);

    private static object Tickets(IQueryCollection query, SandboxState state)
    {
        IEnumerable<TicketSummary> rows = state.Tickets.Newest(int.MaxValue, state.Behaviour).Select(TicketSummary.Of);
        if ((string?)query["search"] is { Length: > 0 } text)
        {
            rows = rows.Where(ticket => ticket.Matches(text));
        }

        if (query["order"] == "site")
        {
            rows = rows.OrderBy(ticket => ticket.Site, StringComparer.OrdinalIgnoreCase);
        }

        TicketSummary[] found = [.. rows];
        return new { Count = found.Length, Rows = found.Skip(Number(query, "skip", int.MaxValue, 0)).Take(Number(query, "take", MostRows)) };
    }

    private static int Number(IQueryCollection query, string name, int highest, int? usual = null) => (int)Number(query, name, (long)highest, usual);

    /// <summary>A number of the query, from 0 to the highest, which also stands for what is no number.</summary>
    private static long Number(IQueryCollection query, string name, long highest, long? usual = null) =>
        long.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? Math.Min(number, highest) : usual ?? highest;
}
