using System;
using System.Linq;
using System.Text.Json;
using NocExpress.Client.Guesses;

namespace NocExpress.Client.Json;

/// <summary>Reads what may be a name, or an object that has one: no document says which it is.</summary>
[GoesBy(Guess.TicketTypeForm)]
internal static class JsonName
{
    /// <summary>
    /// The names in a text, an object with a name, or a list of either; null where there are none, or not all can be understood.
    /// </summary>
    public static string[]? AllOf(JsonField field)
    {
        string?[] names = field.Kind switch
        {
            JsonValueKind.String => [field.Text],
            JsonValueKind.Object => [Of(field.Element)],
            JsonValueKind.Array => [.. field.Element.EnumerateArray().Select(Of)],
            _ => [],
        };

        // A list of which one element cannot be understood would name fewer than there are.
        string[] named = [.. names.Where(name => !string.IsNullOrWhiteSpace(name)).Select(name => name!).Distinct()];
        return named.Length > 0 && Array.TrueForAll(names, static name => name is not null) ? named : null;
    }

    /// <summary>The name in a text, or in an object that has one.</summary>
    public static string? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => JsonText.Of(element),
        JsonValueKind.Object when JsonText.Property(element, "name") is { ValueKind: JsonValueKind.String } name => JsonText.Of(name),
        _ => null,
    };

    /// <summary>Whether the value has more to say than names.</summary>
    public static bool IsNotAll(JsonField field) => field.Kind switch
    {
        JsonValueKind.Object => HasMore(field.Element),
        JsonValueKind.Array => field.Element.EnumerateArray().Any(HasMore),
        _ => false,
    };

    private static bool HasMore(JsonElement element) => element.ValueKind == JsonValueKind.Object && element.EnumerateObject().Skip(1).Any();
}
