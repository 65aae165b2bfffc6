using System.Linq;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Responses;

/// <summary>Errors of the API, in whichever of the shapes its siblings use the sandbox was set to.</summary>
internal static class ErrorResponseWriter
{
    private const string Json = "application/json";

    private static readonly JsonSerializerOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Sends an error; <paramref name="usual"/> is its shape unless the behaviour says another.</summary>
    public static async Task WriteAsync(
        HttpContext context, Behaviour behaviour, int status, Problems problems, ErrorShape? usual = null)
    {
        (string contentType, byte[] body) = Render(behaviour, status, problems, usual);
        if (behaviour.RequestId == RequestIdPlace.Body && contentType == Json)
        {
            JsonObject error = JsonNode.Parse(body)!.AsObject();
            error["request_id"] = context.TraceIdentifier;
            body = JsonSerializer.SerializeToUtf8Bytes(error, _options);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Sends an error as a framework does.</summary>
    public static Task WriteAsync(HttpContext context, Framework framework, Problems problems)
    {
        (int status, JsonObject body) = FrameworkErrors.Of(framework, problems);
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body, _options, Json, context.RequestAborted);
    }

    public static (string ContentType, byte[] Body) Render(
        Behaviour behaviour, int status, Problems problems, ErrorShape? usual = null)
    {
        string text = string.Join(" ", problems.Sentences);
        string reason = ReasonPhrases.GetReasonPhrase(status);
        usual ??= status == StatusCodes.Status400BadRequest ? ErrorShape.Errors : ErrorShape.Detail;
        return (behaviour.ErrorShape ?? usual) switch
        {
            ErrorShape.Errors => Of(new { errors = problems.ByField.ToDictionary(field => field.Key, field => field.ToArray()) }),
            ErrorShape.ErrorsList => Of(new { errors = problems.Sentences.ToArray() }),
            ErrorShape.DetailList => Of(new { detail = problems.All.Select(problem => Located(problem, problems.Source)).ToArray() }),
            ErrorShape.Message => Of(new { message = text }),
            ErrorShape.Error => Of(new { error = reason, error_description = text }),
            ErrorShape.Text => ("text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text)),
            ErrorShape.Html => ("text/html; charset=utf-8", Encoding.UTF8.GetBytes(Page(status, reason, text))),
            _ => Of(new { detail = text }),
        };
    }

    private static object Located((string Field, string Message) problem, string source) => new
    {
        loc = problem.Field == Problems.NoField ? [source] : new[] { source, problem.Field },
        msg = problem.Message,
        type = "value_error",
    };

    private static (string ContentType, byte[] Body) Of<T>(T body) => (Json, JsonSerializer.SerializeToUtf8Bytes(body, _options));

    private static string Page(int status, string reason, string text) => $"""
        <!DOCTYPE html>
        <html>
        <head><title>{status} {reason}</title></head>
        <body><h1>{status} {reason}</h1><p>{WebUtility.HtmlEncode(text)}</p></body>
        </html>
        """;
}
