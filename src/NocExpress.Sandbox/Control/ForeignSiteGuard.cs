using System;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace NocExpress.Sandbox.Control;

/// <summary>
/// Keeps the pages of other sites, in whichever browser, from the control endpoints and from the sandbox's own page. What such a page makes the browser
/// send names it in Origin (cross-site request forgery); a name of its own that leads to this machine stands in Host (DNS rebinding). Scripts and
/// the module send no Origin.
/// </summary>
internal static class ForeignSiteGuard
{
    /// <summary>The page runs its own scripts and styles, talks to this server alone, and stands in no frame.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!ControlRoutes.Owns(context.Request))
        {
            await next(context);
            return;
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        if (Refusal(context.Request) is not { } refusal)
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await ControlJson.WriteAsync(context, new { error = refusal });
    }

    private static string? Refusal(HttpRequest request)
    {
        // Rebinding needs a name that its owner can lead elsewhere: an address cannot be, and localhost no browser asks a name server for.
        HostString host = request.Host;
        if (!IPAddress.TryParse(host.Host, out _) && !host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return "The sandbox is controlled by its address or as localhost, and by no other name.";
        }

        return request.Headers.Origin is [] || request.Headers.Origin is [var origin] && IsOwn(origin, request)
            ? null
            : "The sandbox is not controlled from the pages of other sites.";
    }

    private static bool IsOwn(string? origin, HttpRequest request) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
