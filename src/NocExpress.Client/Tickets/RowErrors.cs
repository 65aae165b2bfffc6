using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using NocExpress.Client.Json;

namespace NocExpress.Client.Tickets;

/// <summary>
/// Tells whether a row of a good answer says that something failed. Where it does, an id in it may be that of a ticket, of the request, or of
/// nothing.
/// </summary>
internal static class RowErrors
{
    private static readonly string[] _flags = ["success", "succeeded", "ok", "created"];
    private static readonly string[] _states = ["status", "result", "outcome"];
    private static readonly string[] _failed = ["failed", "failure", "error"];

    public static bool IsSaid(JsonElement row) =>
        row.ValueKind == JsonValueKind.Object && row.EnumerateObject().Any(property => IsError(JsonText.NameOf(property).ToLowerInvariant(), property.Value));

    private static bool IsError(string name, JsonElement value) =>
        name is "error" or "errors" ? IsFilled(value)
        : _flags.Contains(name) ? value.ValueKind == JsonValueKind.False || IsText(value, "false")
        : _states.Contains(name) && (_failed.Any(state => IsText(value, state)) || IsErrorStatus(value));

    private static bool IsFilled(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => !string.IsNullOrWhiteSpace(JsonText.Of(value)),
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.EnumerateObject().Any(),
        JsonValueKind.True => true,
        _ => false,
    };

    private static bool IsText(JsonElement value, string text) =>
        value.ValueKind == JsonValueKind.String && string.Equals(JsonText.Of(value).Trim(), text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is a status of HTTP that is no success, as rows of a multi-status answer have it.</summary>
    private static bool IsErrorStatus(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.String
        && int.TryParse(JsonText.Of(value), NumberStyles.None, CultureInfo.InvariantCulture, out int status)
        && status is >= 400 and < 600;
}
