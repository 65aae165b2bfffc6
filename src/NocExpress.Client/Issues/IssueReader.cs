using System.Linq;
using System.Text.Json;
using NocExpress.Client.Api;
using NocExpress.Client.Guesses;
using NocExpress.Client.Json;

namespace NocExpress.Client.Issues;

/// <summary>Reads the names of issues out of the answer.</summary>
[GoesBy(Guess.IssueForm)]
internal static class IssueReader
{
    public const string ListKey = "ticket_issues_dropdown_values";

    /// <summary>Where the list may stand: by itself, or in one of the envelopes that the API's other lists come in.</summary>
    private static readonly string[] _envelopes = ["data", "results"];

    public static string[] Read(JsonElement root, ResponseReader response)
    {
        if (FindList(root) is not { } list)
        {
            throw response.Refusal(root) ?? response.Unexpected($"it has no list {ListKey}");
        }

        string[] names = [.. list.EnumerateArray().Select(NameOf).Where(name => name is not null).Select(name => name!).Distinct()];
        return names.Length == 0 && list.GetArrayLength() > 0 ? throw response.Unexpected($"no element of {ListKey} has a name") : names;
    }

    public static JsonElement? FindList(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (JsonText.Property(root, ListKey) is { } list)
        {
            return list.ValueKind == JsonValueKind.Array ? list : null;
        }

        return _envelopes
            .Select(name => JsonText.Property(root, name) is { } inner ? FindList(inner) : null)
            .FirstOrDefault(found => found is not null);
    }

    /// <summary>An element is a name, an object with one, or a pair of an id and a name.</summary>
    private static string? NameOf(JsonElement element)
    {
        JsonElement name = element.ValueKind switch
        {
            JsonValueKind.Object when JsonText.Property(element, "name") is { } value => value,
            JsonValueKind.Array when element.GetArrayLength() == 2 => element[1],
            _ => element,
        };
        return name.ValueKind == JsonValueKind.String ? JsonText.Of(name) : null;
    }
}
