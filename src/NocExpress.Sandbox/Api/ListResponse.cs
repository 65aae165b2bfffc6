using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NocExpress.Sandbox.Responses;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Api;

/// <summary>Sends a page of a list, or why there is none.</summary>
internal static class ListResponse
{
    /// <summary>Refuses a page that the server does not allow, as the siblings' framework (FastAPI) refuses a query.</summary>
    public static Task RefuseAsync(HttpContext context, Behaviour behaviour, Problems refusals) =>
        ErrorResponseWriter.WriteAsync(context, behaviour, StatusCodes.Status400BadRequest, refusals, usual: ErrorShape.DetailList);

    public static Task WriteAsync<T>(
        HttpContext context,
        Behaviour behaviour,
        ListSettings settings,
        Envelope envelope,
        ListPage<T>? page,
        Action<Utf8JsonWriter, T> writeFields)
    {
        if (page is not null)
        {
            void WritePage(Utf8JsonWriter json) => WriteInfo(json, context.Request, settings, page);
            return JsonResponseWriter.WriteListAsync(context, behaviour, envelope, page.Rows, writeFields, settings.Info, WritePage);
        }

        if (settings.Beyond == BeyondLastPage.NotFound)
        {
            return ErrorResponseWriter.WriteAsync(context, behaviour, StatusCodes.Status404NotFound, new Problems("Invalid page."));
        }

        Problems refusals = new() { Source = Problems.Query };
        refusals.Add("page", "There is no such page");
        return RefuseAsync(context, behaviour, refusals);
    }

    /// <summary>Follows the rows of a list by new ones, for ever.</summary>
    /// <param name="rows">The rows; where there are none, none follow.</param>
    /// <param name="make">Makes a new row of one of them and the number of the round.</param>
    public static IEnumerable<T> Endless<T>(IEnumerable<T> rows, Func<T, int, T> make) =>
        rows.Any()
            ? Enumerable.InfiniteSequence(0, 1).SelectMany(round => rows.Select(row => round == 0 ? row : make(row, round)))
            : [];

    private static void WriteInfo<T>(Utf8JsonWriter json, HttpRequest request, ListSettings settings, ListPage<T> page)
    {
        json.WriteNumber("page", page.Number);
        if (page.Size is { } size)
        {
            json.WriteNumber("page_size", size);
        }
        else
        {
            json.WriteNull("page_size");
        }

        if (settings.Total is { } total)
        {
            json.WriteNumber(total, page.Total!.Value);
        }

        if (settings.Next is { } next)
        {
            json.WriteString(next, page.HasNext ? NextUri(request, settings.NextHost, page.Number + 1) : null);
        }
    }

    private static string NextUri(HttpRequest request, string? host, int page)
    {
        Dictionary<string, string?> query = request.Query.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        query["page"] = page.ToString(CultureInfo.InvariantCulture);
        string root = host?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}";
        return QueryHelpers.AddQueryString(root + request.Path, query);
    }
}
