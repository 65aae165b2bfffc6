using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NocExpress.Client.Api;
using NocExpress.Client.Http;
using NocExpress.Client.Json;

namespace NocExpress.Client.FirstContact;

/// <summary>What came of a request that was made to look at its answer.</summary>
internal sealed class Answer
{
    /// <summary>So many rows are looked at: they show how rows are, and more would cost time.</summary>
    private const int MostRows = 25;

    private readonly string _problem;

    private Answer(ProbedResponse? response, string problem, bool isThere)
    {
        Response = response;
        _problem = problem;
        IsThere = isThere;
    }

    public ProbedResponse? Response { get; }

    /// <summary>Whether anything was asked, so that what is missing is the server's doing.</summary>
    public bool IsThere { get; }

    public int? Status => Response?.Status;

    /// <summary>Whether the server may have done what was asked: it has not refused it.</summary>
    public bool MayHaveActed { get; private init; }

    /// <summary>Whether there is no answer because the connection was lost, or did not come about.</summary>
    public bool IsLost { get; private init; }

    /// <summary>The body, where it is JSON.</summary>
    public JsonElement? Json { get; private init; }

    /// <summary>The first rows of the list in a good answer; null where it has none.</summary>
    public IReadOnlyList<JsonElement>? Rows { get; private init; }

    /// <summary>How many rows came, as far as the answer was read.</summary>
    public int Count { get; private init; }

    /// <summary>Whether the answer goes on where it was not read.</summary>
    public bool IsCut => Response is { IsWhole: false };

    /// <summary>How many rows came, in words.</summary>
    public string Counted => IsCut ? $"{Count} or more" : $"{Count}";

    /// <summary>Under which key the rows came; empty for a bare array.</summary>
    public string Envelope { get; private init; } = "";

    /// <summary>How the answer looks, without what it says.</summary>
    public string Description => Response is null ? _problem : $"status {Response.Status}, {Form(Response)}";

    /// <summary>What to do where this is not what was looked for.</summary>
    public string Advice => !IsThere ? "" : Response is null ? FailureAdvice.NoAnswer : FailureAdvice.Of(Response.Status, ErrorMessages.IsHtml(Response.Body));

    public static Answer NotAsked(string why) => new(null, why, isThere: false);

    /// <param name="how">In words.</param>
    /// <param name="mayHaveActed">Whether the request may have come to the server.</param>
    /// <param name="isLost">Whether the connection was lost, or did not come about.</param>
    public static Answer Failed(string how, bool mayHaveActed, bool isLost) => new(null, how, isThere: true) { MayHaveActed = mayHaveActed, IsLost = isLost };

    public static Answer Of(ProbedResponse response)
    {
        JsonElement? json = Parse(response.IsWhole ? response.Body : CutJson.Close(response.Body));
        (string Envelope, JsonElement List)? list = response.Status is >= 200 and < 300 && json is { } root ? ListIn(root) : null;
        JsonElement[]? rows = list?.List.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object).ToArray();
        return new Answer(response, "", isThere: true)
        {
            MayHaveActed = response.Status is not (>= 400 and < 500),
            Json = json,
            Envelope = list?.Envelope ?? "",
            Rows = rows?.Take(MostRows).ToArray(),
            Count = rows?.Length ?? 0,
        };
    }

    private string Form(ProbedResponse response) => Json is { } json
        ? json.ValueKind switch
        {
            JsonValueKind.Array => "a JSON array",
            JsonValueKind.Object => $"a JSON object with {Keys.Told(Keys.Of(json))}",
            _ => "a JSON value",
        }
        : response.Body.Trim().Length == 0 ? "an empty body"
        : ErrorMessages.IsHtml(response.Body) ? "an HTML page"
        : response.IsWhole ? "no JSON"
        : "more than could be read";

    private static JsonElement? Parse(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body.TrimStart('\uFEFF'), JsonText.Deep);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As the readers of lists look for it: a bare array, <c>results</c> or <c>data</c>, else the only array of objects.</summary>
    private static (string Envelope, JsonElement List)? ListIn(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            return ("", root);
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        (string Name, JsonElement Value)[] arrays =
            [.. root.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Array).Select(property => (JsonText.NameOf(property), property.Value))];
        (string Name, JsonElement Value)[] candidates = [.. arrays.Where(array => ListFinder.IsNamed(array.Name))];
        if (candidates.Length == 0)
        {
            candidates = [.. arrays.Where(array => array.Value.GetArrayLength() > 0 && array.Value[0].ValueKind == JsonValueKind.Object)];
        }

        return candidates is [var only] ? only : null;
    }
}
