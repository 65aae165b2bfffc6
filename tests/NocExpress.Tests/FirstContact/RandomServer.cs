using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace NocExpress.Tests.FirstContact;

/// <summary>A server that does as it is expected to, but for some guesses, which are drawn at random from the sandbox's switches.</summary>
/// <param name="Behaviour">How it behaves.</param>
/// <param name="Differing">The names of the checks that must say so.</param>
internal sealed record RandomServer(JsonObject Behaviour, IReadOnlyList<string> Differing)
{
    public const int Seed = 20261018;

    /// <summary>Each a guess, and the ways in which a server can be another: a key of the behaviour, or of one of its lists, and the value.</summary>
    private static readonly (string Check, (string Key, JsonNode Value)[] Ways)[] _guesses =
    [
        ("Token authentication", [("clientAuthentication", "post")]),
        ("Sites envelope", [("sites.envelope", "results"), ("sites.envelope", "data")]),
        ("Configurations envelope", [("configurations.envelope", "results"), ("configurations.envelope", "data")]),
        ("Site fields", [("extraFields", true), ("sites.withoutIds", true)]),
        ("Type and status form", [("typeAndStatusAs", "object")]),
        ("Macnum form", [("macnumForm", "number"), ("macnumForm", "trimmed")]),
        ("Default page size", [("sites.defaultSize", 25)]),
        ("Maximum page size", [("sites.maximumSize", 1000), ("sites.maximumSize", 10_000), ("sites.maximumSize", 50)]),
        ("Page number", [("sites.pages", "ignored"), ("sites.pages", "refused")]),
        ("Configurations path", [("configurationsPath", "short")]),
        ("Configuration owner", [("macnumKey", "site_macnum"), ("macnumKey", "none")]),
        ("Ticket type keys", [("typeKeys", "ticket_type"), ("subtypeKey", "sub_type")]),
        ("Ticket type form", [("typesAs", "object")]),
        ("Issue parameters", [("issueParameters", "ticket_type"), ("issueParameters", "none")]),
        ("Issue form", [("issueForm", "object"), ("issueForm", "pair")]),
        ("Error shape", [("errorShape", "message"), ("errorShape", "error"), ("errorShape", "text"), ("errorShape", "html"), ("errorShape", "errorsList")]),
        ("Request id", [("requestId", "none")]),
        ("Rate limit headers", [("rateLimitHeaders", "okta"), ("rateLimitHeaders", "ietf")]),
        ("Server clock", [("clockSkew", 600), ("clockSkew", -90)]),
        ("List encoding", [("listEncoding", "jsonItems"), ("listEncoding", "brackets"), ("listEncoding", "dots")]),
    ];

    /// <summary>What the test must be told to see it: that zeros are lost shows at a macnum that begins with one.</summary>
    public string Parameters => (string?)Behaviour["macnumForm"] == "trimmed" ? "-Macnum '02145678'" : "";

    /// <summary>A server without any difference.</summary>
    public static RandomServer AsExpected => new(Expected(), []);

    public static RandomServer Draw(int number)
    {
        Random random = new(Seed + number);
        JsonObject behaviour = Expected();
        (string Check, (string Key, JsonNode Value)[] Ways)[] drawn = [.. _guesses.OrderBy(_ => random.Next()).Take(random.Next(1, 6))];
        foreach ((string _, (string Key, JsonNode Value)[] ways) in drawn)
        {
            (string key, JsonNode value) = ways[random.Next(ways.Length)];
            string[] path = key.Split('.');
            JsonObject target = path.Length == 1 ? behaviour : behaviour[path[0]]!.AsObject();
            target[path[^1]] = value.DeepClone();
        }

        return new RandomServer(behaviour, [.. drawn.Select(guess => guess.Check).Where(check => IsSeen(check, behaviour))]);
    }

    /// <summary>Whether nothing else hides the difference: an error that is no JSON may be a gateway's, and zeros are missed where rows name their site.</summary>
    private static bool IsSeen(string check, JsonObject behaviour) => check switch
    {
        "Request id" => (string?)behaviour["errorShape"] is not ("text" or "html"),
        "Macnum form" => (string?)behaviour["macnumForm"] == "number" || (string?)behaviour["macnumKey"] != "none",
        _ => true,
    };

    private static JsonObject Expected() => new()
    {
        ["siteCount"] = 30,
        ["envelope"] = "array",
        ["requestsPerMinute"] = 5000,
        ["sites"] = new JsonObject { ["defaultSize"] = 20, ["maximumSize"] = 100, ["oversize"] = "refuse", ["pages"] = "honoured" },
        ["configurations"] = new JsonObject { ["pages"] = "honoured" },
    };
}
