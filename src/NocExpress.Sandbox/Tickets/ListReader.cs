using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using NocExpress.Sandbox.Multipart;
using NocExpress.Sandbox.Responses;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Tickets;

/// <summary>Reads the lists of a form: in the form that the server understands, and in no other.</summary>
internal sealed partial class ListReader(MultipartForm form, Behaviour behaviour, Problems problems)
{
    /// <summary>The objects of a list. One that came in another form is refused, or, where nothing requires it, goes unnoticed.</summary>
    public IReadOnlyList<JsonElement> Read(string name, bool required)
    {
        FormField[] parts = [.. form.Fields.Where(field => field.Name == name)];
        if (behaviour.ListEncoding is ListEncoding.Json or ListEncoding.JsonItems && parts.Length > 0)
        {
            bool isOneArray = behaviour.ListEncoding == ListEncoding.Json;
            if (isOneArray && parts.Length > 1)
            {
                problems.Add(name, "This field was sent more than once.");
            }

            return parts.All(part => !string.IsNullOrWhiteSpace(part.Value))
                ? (isOneArray ? Array(name, parts[0].Value) : Items(name, parts)) ?? []
                : Refused(name, FormReader.Blank);
        }

        JsonElement[] items = behaviour.ListEncoding switch
        {
            ListEncoding.Brackets => [.. Values(name, BracketedName())],
            ListEncoding.Dots => [.. Values(name, DottedName())],
            _ => [],
        };
        string? asText = parts.Length > 0 && behaviour.RefusalsOf is { } framework ? FrameworkErrors.TextForList(framework) : null;
        return items.Length > 0 || (!required && asText is null) ? items : Refused(name, asText ?? Missing(name));
    }

    private JsonElement[]? Array(string name, string value)
    {
        if (Json(name, value) is not { } list)
        {
            return null;
        }

        if (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object))
        {
            return [.. list.EnumerateArray()];
        }

        problems.Add(name, OtherForm(name, "Expected a JSON list of objects."));
        return null;
    }

    private JsonElement[]? Items(string name, FormField[] parts)
    {
        JsonElement?[] items = [.. parts.Select(part => Json(name, part.Value))];
        if (items.All(item => item is { ValueKind: JsonValueKind.Object }))
        {
            return [.. items.Select(item => item!.Value)];
        }

        problems.Add(name, OtherForm(name, "Expected a JSON object."));
        return null;
    }

    private JsonElement? Json(string name, string value)
    {
        try
        {
            return JsonElement.Parse(value);
        }
        catch (JsonException problem)
        {
            problems.Add(name, OtherForm(name, $"Expected a JSON list: {problem.Message}"));
            return null;
        }
    }

    private string OtherForm(string name, string usual) => behaviour.RefusalsOf is { } framework
        ? FrameworkErrors.TextForList(framework) ?? FrameworkErrors.MissingList(framework, name)
        : usual;

    private string Missing(string name) => behaviour.RefusalsOf is { } framework ? FrameworkErrors.MissingList(framework, name) : FormReader.Required;

    private JsonElement[] Refused(string name, string message)
    {
        problems.Add(name, message);
        return [];
    }

    /// <remarks>In the order of their numbers. All that a form has are texts.</remarks>
    private IEnumerable<JsonElement> Values(string name, Regex pattern) => form.Fields
        .Select(field => (Name: pattern.Match(field.Name), field.Value))
        .Where(field => field.Name.Success && field.Name.Groups["list"].Value == name)
        .GroupBy(field => int.Parse(field.Name.Groups["at"].Value, System.Globalization.CultureInfo.InvariantCulture))
        .OrderBy(item => item.Key)
        .Select(item => JsonSerializer.SerializeToElement(item.ToDictionary(field => field.Name.Groups["key"].Value, field => field.Value)));

    [GeneratedRegex(@"^(?<list>\w+)\[(?<at>[0-9]{1,6})\]\[(?<key>\w+)\]$")]
    private static partial Regex BracketedName();

    [GeneratedRegex(@"^(?<list>\w+)\[(?<at>[0-9]{1,6})\]\.(?<key>\w+)$")]
    private static partial Regex DottedName();
}
