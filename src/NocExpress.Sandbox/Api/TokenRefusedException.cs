using System;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using NocExpress.Sandbox.Responses;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Api;

/// <summary>Why no token is issued.</summary>
internal sealed class TokenRefusedException(int status, string error, string description, bool challenge = false) : Exception(description)
{
    /// <summary>The client tried HTTP Basic, so the response has to name a scheme.</summary>
    public bool Challenge => challenge;

    public static TokenRefusedException InvalidRequest(string description) => new(400, "invalid_request", description);

    public static TokenRefusedException InvalidClient(string description, bool challenge) =>
        new(401, "invalid_client", description, challenge);

    public Task WriteAsync(HttpContext context, TokenErrorShape shape)
    {
        context.Response.StatusCode = status;
        return JsonResponseWriter.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            if (shape == TokenErrorShape.Okta)
            {
                json.WriteString("errorCode", error);
                json.WriteString("errorSummary", Message);
                json.WriteString("errorLink", error);
                json.WriteString("errorId", "oae" + RandomNumberGenerator.GetHexString(20));
                json.WriteStartArray("errorCauses");
                json.WriteEndArray();
            }
            else
            {
                json.WriteString("error", error);
                json.WriteString("error_description", Message);
            }

            json.WriteEndObject();
        });
    }
}
