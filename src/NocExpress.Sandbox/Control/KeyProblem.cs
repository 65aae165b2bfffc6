using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NocExpress.Sandbox.Control;

/// <summary>What is wrong with a value, in terms of the key and of what it takes: JSON's own error speaks of types of .NET.</summary>
internal static class KeyProblem
{
    /// <returns>The error to show in place of one that came up when JSON was read as <paramref name="type"/>.</returns>
    public static JsonException Of(Type type, JsonException problem)
    {
        string[] keys = [.. (problem.Path ?? "$").Split('.', '[').Skip(1)];
        string name = string.Empty;
        foreach (string key in keys)
        {
            JsonPropertyInfo[] known = [.. ControlJson.Keys(type)];
            name += name.Length == 0 ? key : $".{key}";
            if (known.FirstOrDefault(property => property.Name == key) is not { } found)
            {
                return new JsonException($"Unknown key: {name}. Known are: {string.Join(", ", known.Select(property => property.Name))}.", problem);
            }

            type = Nullable.GetUnderlyingType(found.PropertyType) ?? found.PropertyType;
            if (!ValueKind.IsSettings(type))
            {
                break;
            }
        }

        return name.Length == 0 ? problem : new JsonException($"{name} must be {Takes(type)}.", problem);
    }

    private static string Takes(Type type) =>
        type == typeof(DateTimeOffset) ? "a time, such as 2030-01-05T02:10:00Z"
        : ValueKind.Of(type) switch
        {
            "choice" => $"one of {string.Join(", ", ControlJson.Choices(type)!)}",
            "flag" => "true or false",
            "count" => "a whole number",
            "number" => "a number",
            "text" => "a text",
            "texts" => "a list of texts",
            "object" => "an object",
            _ => "an object of texts",
        };
}
