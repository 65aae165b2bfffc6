using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Responses;

/// <summary>How common frameworks say that a form is not what it should be: each in a shape, with a status and under names of its own.</summary>
internal static class FrameworkErrors
{
    /// <summary>What a framework says of a list that is required, and came in a form that it does not read.</summary>
    public static string MissingList(Framework framework, string field) => framework switch
    {
        Framework.FastApi => "Field required",
        Framework.Django => "This field is required.",
        Framework.Rails => $"param is missing or the value is empty or invalid: {field}",
        _ => $"The {Pascal(field)} field is required.",
    };

    /// <summary>What a framework says of a list that is there as text; null where it takes that for no list at all, and says nothing.</summary>
    public static string? TextForList(Framework framework) => framework switch
    {
        Framework.FastApi => "Input should be a valid dictionary or object to extract fields from",
        Framework.Django => "Expected a list of items but got type \"str\".",
        _ => null,
    };

    public static (int Status, JsonObject Body) Of(Framework framework, Problems problems) => framework switch
    {
        Framework.FastApi => (StatusCodes.Status422UnprocessableEntity, new JsonObject
        {
            ["detail"] = new JsonArray([.. problems.All.Select(problem => (JsonNode)new JsonObject
            {
                ["type"] = "value_error",
                ["loc"] = new JsonArray([problems.Source, .. Path(problem.Field)]),
                ["msg"] = problem.Message,
            })]),
        }),
        Framework.Django => (StatusCodes.Status400BadRequest, ByField(problems, static field => field)),

        // params.require ends the action with the first parameter that is missing.
        Framework.Rails => (StatusCodes.Status400BadRequest, new JsonObject { ["status"] = 400, ["error"] = problems.Sentences.First() }),
        _ => (StatusCodes.Status400BadRequest, new JsonObject
        {
            ["type"] = "https://tools.ietf.org/html/rfc9110#section-15.5.1",
            ["title"] = "One or more validation errors occurred.",
            ["status"] = 400,
            ["errors"] = ByField(problems, Pascal),
            ["traceId"] = "00-84c1fd4063c38d9f3900d06e56542d48-85d1d4-00",
        }),
    };

    private static JsonObject ByField(Problems problems, System.Func<string, string> nameOf) =>
        new(problems.ByField.Select(field => KeyValuePair.Create(nameOf(field.Key), (JsonNode?)new JsonArray([.. field.Select(message => (JsonNode)message)]))));

    /// <summary>The steps to a field: <c>sites[0].macnum</c> is <c>sites</c>, 0, <c>macnum</c>.</summary>
    private static IEnumerable<JsonNode> Path(string field) =>
        field.Split('[', ']', '.').Where(step => step.Length > 0).Select(step => int.TryParse(step, out int at) ? (JsonNode)at : step);

    private static string Pascal(string field) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(field).Replace("_", "", System.StringComparison.Ordinal);
}
