using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using NocExpress.Sandbox.Control;
using NocExpress.Sandbox.Responses;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Api;

/// <summary>Issues access tokens by OAuth 2.0 client credentials (RFC 6749, section 4.4).</summary>
internal sealed class TokenHandler(SandboxState state)
{
    public const string Path = "/oauth2/sandbox/v1/token";
    public const string Scope = "urn:grt:nocexpress";

    private const string MediaType = "application/x-www-form-urlencoded";

    public Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        try
        {
            Dictionary<string, string> form = ReadForm(context);
            Authenticate(context.Request.Headers.Authorization, form);
            CheckGrant(form);
            return IssueAsync(context);
        }
        catch (TokenRefusedException refusal)
        {
            if (refusal.Challenge)
            {
                context.Response.Headers.WWWAuthenticate = "Basic realm=\"sandbox\"";
            }

            return refusal.WriteAsync(context, state.Behaviour.TokenErrorShape);
        }
    }

    private static Dictionary<string, string> ReadForm(HttpContext context)
    {
        string? contentType = context.Request.ContentType?.Split(';')[0].Trim();
        if (!MediaType.Equals(contentType, StringComparison.OrdinalIgnoreCase))
        {
            throw TokenRefusedException.InvalidRequest($"The request must be {MediaType}.");
        }

        string body = context.Features.GetRequiredFeature<RecordedRequest>().Body ?? string.Empty;
        Dictionary<string, StringValues> form = new FormReader(body).ReadForm();
        return form.FirstOrDefault(pair => pair.Value.Count > 1) is { Key: { } repeated }
            ? throw TokenRefusedException.InvalidRequest($"The parameter {repeated} was sent more than once.")
            : form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
    }

    private void Authenticate(StringValues authorization, Dictionary<string, string> form)
    {
        ClientAuthentication accepted = state.Behaviour.ClientAuthentication;
        bool inForm = form.ContainsKey("client_id") || form.ContainsKey("client_secret");
        bool basic = authorization.Count > 0;
        if (basic && inForm)
        {
            throw TokenRefusedException.InvalidRequest("Cannot supply multiple client credentials.");
        }

        if ((basic && accepted == ClientAuthentication.Post) || (inForm && accepted == ClientAuthentication.Basic))
        {
            throw TokenRefusedException.InvalidClient("The client authentication method is not allowed for this client.", basic);
        }

        (string? id, string? secret) = basic
            ? BasicCredentials.Decode(authorization.ToString())
            : (form.GetValueOrDefault("client_id"), form.GetValueOrDefault("client_secret"));
        if (id != state.Options.ClientId || secret != state.Options.ClientSecret)
        {
            throw TokenRefusedException.InvalidClient("The client id or the client secret is wrong.", basic);
        }
    }

    private static void CheckGrant(Dictionary<string, string> form)
    {
        string? grant = form.GetValueOrDefault("grant_type");
        if (string.IsNullOrEmpty(grant))
        {
            throw TokenRefusedException.InvalidRequest("The grant_type parameter is missing.");
        }

        if (grant != "client_credentials")
        {
            throw new TokenRefusedException(400, "unsupported_grant_type", $"The grant type '{grant}' is not supported.");
        }

        if (form.GetValueOrDefault("scope") != Scope)
        {
            throw new TokenRefusedException(400, "invalid_scope", $"The scope must be {Scope}.");
        }
    }

    private Task IssueAsync(HttpContext context)
    {
        string scope = state.Behaviour.TokenScope ?? Scope;
        int lifetime = state.TokenLifetimeSeconds;
        return JsonResponseWriter.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("token_type", "Bearer");
            json.WriteNumber("expires_in", lifetime);
            json.WriteString("access_token", state.Tokens.Issue(scope, lifetime));
            json.WriteString("scope", scope);
            JsonResponseWriter.WriteExtra(json, state.Behaviour);
            json.WriteEndObject();
        });
    }
}
