using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Json;
using NocExpress.Text;

namespace NocExpress.Client.Tickets;

/// <summary>Finds the numbers of tickets in answers that hold none whole: after a create they are worth more than anything else.</summary>
internal static class TicketIds
{
    private const int Deepest = 6;

    private static readonly string[] _keys = ["id", "ids", "ticketid", "ticketids", "ticketnumber", "ticketnumbers", "ticket", "tickets", "number", "created"];

    /// <summary>The numbers under keys that are likely to hold those of tickets; of a bare list of numbers all.</summary>
    public static IReadOnlyList<long> In(JsonElement root) =>
        [.. Under(root, isNamed: root.ValueKind is not JsonValueKind.Object, depth: 0).Distinct()];

    /// <summary>The numbers of the tickets that came whole in an answer that breaks off.</summary>
    public static async Task<IReadOnlyList<long>> InPartAsync(byte[] response)
    {
        List<long> ids = [];
        using JsonRows rows = new(new MemoryStream(response));
        try
        {
            while (!rows.HasEnded)
            {
                await rows.FillAsync(CancellationToken.None).ConfigureAwait(false);
                while (rows.TryRead())
                {
                    if (rows.Fields.Id("id") is > 0 and var id)
                    {
                        ids.Add(id);
                    }
                }
            }
        }
        catch (JsonException)
        {
            // This is where it breaks off.
        }

        return ids;
    }

    /// <summary>The numbers as the end of a sentence of ours.</summary>
    public static string Named(IReadOnlyList<long> ids) =>
        ids.Count == 0 ? "" : $"; it names the tickets {First(ids)}";

    /// <summary>The first ten, and the count of the others.</summary>
    public static string First(IReadOnlyList<long> ids) =>
        FirstFew.Of(ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));

    private static IEnumerable<long> Under(JsonElement value, bool isNamed, int depth) => value.ValueKind switch
    {
        _ when depth > Deepest => [],
        JsonValueKind.Number or JsonValueKind.String when isNamed && IdOf(value) is { } id => [id],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(element => Under(element, isNamed, depth + 1)),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Under(property.Value, IsKey(JsonText.NameOf(property)), depth + 1)),
        _ => [],
    };

    private static long? IdOf(JsonElement value) =>
        long.TryParse(JsonText.Of(value), NumberStyles.None, CultureInfo.InvariantCulture, out long id) && id > 0 ? id : null;

    private static bool IsKey(string name) => _keys.Contains(name.Replace("_", ""), StringComparer.OrdinalIgnoreCase);
}
