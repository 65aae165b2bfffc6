using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Control;

/// <summary>JSON of the control endpoint. A key it does not know is refused: a typing error must not pass for a setting.</summary>
internal static class ControlJson
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="JsonException">The body is not a JSON object, or has a key that <typeparamref name="T"/> has not.</exception>
    public static async Task<JsonObject> ReadObjectAsync<T>(HttpRequest request)
    {
        JsonNode? node = await JsonSerializer.DeserializeAsync<JsonNode>(request.Body, _options, request.HttpContext.RequestAborted);
        return Known<T>(node);
    }

    /// <exception cref="JsonException">The text is no behaviour.</exception>
    public static Behaviour ReadBehaviour(string text) =>
        Merge(new Behaviour(), Known<Behaviour>(JsonSerializer.Deserialize<JsonNode>(text, _options))).Checked();

    private static JsonObject Known<T>(JsonNode? node)
    {
        JsonObject body = node as JsonObject ?? throw new JsonException("The body must be a JSON object.");
        string[] known = [.. Keys(typeof(T)).Select(property => property.Name)];
        string[] unknown = [.. body.Select(pair => pair.Key).Except(known)];
        return unknown.Length == 0
            ? body
            : throw new JsonException($"Unknown key: {string.Join(", ", unknown)}. Known are: {string.Join(", ", known)}.");
    }

    /// <summary>The keys that can be set.</summary>
    public static IEnumerable<JsonPropertyInfo> Keys(Type type) =>
        _options.GetTypeInfo(type).Properties.Where(property => property.Set is not null);

    /// <summary>What can be chosen, in the words of JSON; null where it is no choice.</summary>
    public static string[]? Choices(Type type) =>
        type.IsEnum ? [.. Enum.GetValues(type).Cast<object>().Select(value => (string)Write(value)!)] : null;

    public static JsonNode Write(object value) => JsonSerializer.SerializeToNode(value, value.GetType(), _options)!;

    public static string Text(JsonNode node) => node.ToJsonString(_options);

    /// <exception cref="JsonException">A value is not what its key takes.</exception>
    public static T Read<T>(JsonObject body)
    {
        try
        {
            return body.Deserialize<T>(_options)!;
        }
        catch (JsonException problem)
        {
            throw KeyProblem.Of(typeof(T), problem);
        }
    }

    /// <summary>A copy of <paramref name="current"/> with the keys of <paramref name="changes"/>; a null puts a key back.</summary>
    public static T Merge<T>(T current, JsonObject changes)
    {
        JsonObject merged = Write(current!).AsObject();
        foreach (KeyValuePair<string, JsonNode?> change in changes)
        {
            merged.Remove(change.Key);
            if (change.Value is not null)
            {
                merged.Add(change.Key, change.Value.DeepClone());
            }
        }

        return Read<T>(merged);
    }

    public static Task WriteAsync<T>(HttpContext context, T value) =>
        context.Response.WriteAsJsonAsync(value, _options, context.RequestAborted);
}
