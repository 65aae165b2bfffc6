using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using NocExpress.Client.Guesses;
using NocExpress.Client.Json;

namespace NocExpress.Client.Http;

/// <summary>
/// Finds the messages in the body of an error, in whichever shape: the documents say that the body names the errors, and not how.
/// </summary>
[GoesBy(Guess.ErrorShape)]
[GoesBy(Guess.RequestId)]
[GoesBy(Guess.FieldErrors)]
internal static partial class ErrorMessages
{
    private const int MostMessages = 50;

    /// <summary>What is read of an HTML page: the regular expressions below are quadratic on hostile input (ReDoS), so that it is capped.</summary>
    private const int LongestPage = 16 * 1024;

    /// <summary>In this order: the details before the headline.</summary>
    private static readonly string[] _keys = ["detail", "details", "errors", "message", "error_description", "errorSummary", "errorCauses", "title", "error", "errorCode"];

    /// <summary>The siblings', Okta's, and ASP.NET Core's.</summary>
    private static readonly string[] _requestIds = ["request_id", "requestId", "errorId", "error_id", "correlation_id", "traceId", "trace_id"];

    public static IReadOnlyList<string> Read(string body)
    {
        if (string.IsNullOrWhiteSpace(body))
        {
            return [];
        }

        if (IsHtml(body))
        {
            return [TextOfHtml(body)];
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            string[] messages = [.. Messages(document.RootElement).Distinct().Take(MostMessages)];
            return messages.Length > 0 ? messages : [body];
        }
        catch (JsonException)
        {
            return [body];
        }
    }

    /// <summary>The server's identifier of the request, where it stands in the body of an error and not in its head.</summary>
    public static string? RequestIdIn(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            return RequestIdIn(root) ?? (root.ValueKind == JsonValueKind.Object && JsonText.Property(root, "error") is { } error ? RequestIdIn(error) : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? RequestIdIn(JsonElement value) => value.ValueKind != JsonValueKind.Object ? null : _requestIds
        .Select(name => JsonText.Property(value, name) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } id ? JsonText.Of(id) : null)
        .FirstOrDefault(id => !string.IsNullOrWhiteSpace(id));

    public static bool IsHtml(string text) => Beginning(text) is '<';

    public static bool IsJson(string text) => Beginning(text) is '{' or '[';

    /// <summary>The text of a page, which begins with its title.</summary>
    public static string TextOfHtml(string html)
    {
        html = html.Length > LongestPage ? html.Substring(0, LongestPage) : html;
        string title = Plain(Title().Match(html).Groups[1].Value);
        string body = Plain(Title().Replace(html, ""));
        return title.Length == 0 || body.StartsWith(title, StringComparison.Ordinal) ? body : $"{title}: {body}".TrimEnd(' ', ':');
    }

    private static char? Beginning(string text) => text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n') is [var first, ..] ? first : null;

    private static string Plain(string html) => WebUtility.HtmlDecode(Markup().Replace(html, " ")).Trim();

    private static IEnumerable<string> Messages(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [JsonText.Of(value)],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Messages),
        JsonValueKind.Object => OfObject(value),
        _ => [],
    };

    private static IEnumerable<string> OfObject(JsonElement value)
    {
        // FastAPI's form names the place of each error.
        if (JsonText.Property(value, "msg") is { ValueKind: JsonValueKind.String } message)
        {
            string place = JsonText.Property(value, "loc") is { ValueKind: JsonValueKind.Array } loc
                ? string.Join(".", loc.EnumerateArray().Select(part => part.ValueKind == JsonValueKind.String ? JsonText.Of(part) : part.GetRawText()))
                : "";
            return [place.Length == 0 ? JsonText.Of(message) : $"{place}: {JsonText.Of(message)}"];
        }

        string[] known = [.. _keys.SelectMany(key => JsonText.Property(value, key) is { } found ? OfKey(key, found) : [])];
        return known.Length > 0 ? known : value.EnumerateObject().SelectMany(property => OfField(JsonText.NameOf(property), property.Value));
    }

    private static IEnumerable<string> OfKey(string key, JsonElement value) => key is "errors" or "detail" or "details" && value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().SelectMany(property => OfField(JsonText.NameOf(property), property.Value))
        : Messages(value);

    /// <remarks>Of a list of objects it is worth knowing which one is meant: the place of a site is all that names it.</remarks>
    private static IEnumerable<string> OfField(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(element => element.ValueKind == JsonValueKind.Object)
            ? value.EnumerateArray().SelectMany((element, at) => Messages(element).Select(message => $"{name}[{at}].{message}"))
            : Messages(value).Select(message => $"{name}: {message}");

#if NET
    [GeneratedRegex("<title[^>]*>(.*?)</title>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Title();

    [GeneratedRegex("<(script|style)[^>]*>.*?</\\1>|<[^>]*>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Markup();
#else
    private static Regex Title() => new("<title[^>]*>(.*?)</title>", RegexOptions.IgnoreCase | RegexOptions.Singleline);

    private static Regex Markup() => new("<(script|style)[^>]*>.*?</\\1>|<[^>]*>", RegexOptions.IgnoreCase | RegexOptions.Singleline);
#endif
}
