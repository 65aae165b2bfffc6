using System;
using System.Globalization;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using NocExpress.Sandbox.Responses;

namespace NocExpress.Sandbox.Api;

/// <summary>The endpoints the vendor documents.</summary>
internal static class ApiRoutes
{
    private const string Scheme = "Bearer ";

    public static void Map(IEndpointRouteBuilder routes, SandboxState state)
    {
        routes.MapPost(TokenHandler.Path, new TokenHandler(state).HandleAsync);

        ConfigurationsHandler configurations = new(state);
        RouteGroupBuilder noc = routes.MapGroup("/api/v1/noc");
        noc.MapGet("/companies/sites", Guarded(new SitesHandler(state).HandleAsync));
        noc.MapGet("/configurations/external", Guarded(configurations.HandleExternalAsync));
        noc.MapGet("/configurations", Guarded(configurations.HandleShortAsync));
        noc.MapGet("/tickets/static", Guarded(new StaticHandler(state).HandleAsync));
        noc.MapPost("/tickets/external", Guarded(new CreateTicketHandler(state).HandleAsync));
        noc.MapGet("/tickets/{id:long}", Guarded(new GetTicketHandler(state).HandleAsync));

        RequestDelegate Guarded(RequestDelegate handle) => context => GuardAsync(context, state, handle);
    }

    /// <summary>Lets a request through that is within the rate limit and carries a token that is good for NOCExpress.</summary>
    private static Task GuardAsync(HttpContext context, SandboxState state, RequestDelegate handle)
    {
        TimeSpan wait = state.Rate.Enter(state.RequestsPerMinute);
        if (wait > TimeSpan.Zero)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Refuse(StatusCodes.Status429TooManyRequests, "Request was throttled.");
        }

        if (GivenToken(context.Request.Headers.Authorization) is not { } token)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Refuse(StatusCodes.Status401Unauthorized, "Authentication credentials were not provided.");
        }

        if (state.Tokens.ScopeOf(token) is not { } scope)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            return Refuse(StatusCodes.Status401Unauthorized, "The access token is unknown or has expired.");
        }

        if (!scope.Split(' ').AsSpan().Contains(TokenHandler.Scope))
        {
            return Refuse(StatusCodes.Status403Forbidden, $"The access token does not have the required scope ({TokenHandler.Scope}).");
        }

        return handle(context);

        Task Refuse(int status, string message) => ErrorResponseWriter.WriteAsync(context, state.Behaviour, status, new Problems(message));
    }

    private static string? GivenToken(StringValues authorization) =>
        authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value[Scheme.Length..] : null;
}
