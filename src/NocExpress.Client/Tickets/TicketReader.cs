using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Json;
using NocExpress.Client.Secrecy;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary>Reads tickets out of answers.</summary>
internal static class TicketReader
{
    private static readonly string[] _envelopes = ["results", "data"];

    private static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the tickets of an answer: an array, an array in an envelope, or one ticket by itself. Nothing where it holds something else.</summary>
    public static IReadOnlyList<NocTicket>? ReadAll(JsonElement root)
    {
        JsonElement[] rows = RowsOf(root);
        return rows.All(IsTicket) ? [.. rows.Select(row => Read(new JsonFields(row)))] : null;
    }

    /// <summary>The tickets of an answer in one array on one line, fit to be kept: without the secrets that a server may send back, and without what a terminal would obey.</summary>
    public static string ToJson(JsonElement root, Redactor redactor)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, _readable))
        {
            json.WriteStartArray();
            foreach (JsonElement row in RowsOf(root))
            {
                JsonText.Write(json, row, redactor.RedactData);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>The numbers of those rows that are tickets.</summary>
    public static IReadOnlyList<long> IdsIn(JsonElement root) =>
        [.. RowsOf(root).Where(IsTicket).Select(row => new JsonFields(row).Id("id")!.Value)];

    /// <summary>The numbers of the tickets that came whole in an answer that breaks off.</summary>
    public static async Task<IReadOnlyList<long>> IdsInPartAsync(byte[] response)
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
                    if (rows.Fields.Id("id") is { } id)
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

    private static JsonElement[] RowsOf(JsonElement root)
    {
        JsonElement[] rows = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : InEnvelope(root) ?? [root];
        return [.. rows.Where(row => row.ValueKind != JsonValueKind.Null)];
    }

    private static JsonElement[]? InEnvelope(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || JsonText.Property(root, "id") is not null)
        {
            return null;
        }

        foreach (string name in _envelopes)
        {
            if (JsonText.Property(root, name) is { ValueKind: JsonValueKind.Array or JsonValueKind.Object } inner)
            {
                return inner.ValueKind == JsonValueKind.Array ? [.. inner.EnumerateArray()] : [inner];
            }
        }

        return null;
    }

    /// <remarks>A ticket has a number: without one nobody could find it again.</remarks>
    private static bool IsTicket(JsonElement row) => row.ValueKind == JsonValueKind.Object && new JsonFields(row).Id("id") is not null;

    private static NocTicket Read(JsonFields fields) => new()
    {
        Id = fields.Id("id"),
        Summary = fields.Text("summary"),
        StatusName = fields.Text("status_name"),
        Issue = fields.Text("issue"),
        DateEntered = fields.Time("date_entered"),
        LastUpdated = fields.Time("last_updated"),
        DateResolved = fields.Time("date_resolved"),
        SiteName = fields.Text("site_name"),
        CompanyName = fields.Text("company_name"),
        CompanyIdentifier = fields.Text("company_identifier"),
        Address1 = fields.Text("address_1"),
        Address2 = fields.Text("address_2"),
        City = fields.Text("city"),
        State = fields.Text("state"),
        Zip = fields.Text("zip"),
        ServiceName = fields.Text("service_name"),
        ServiceId = fields.Text("service_id"),
        ServiceIdLabel = fields.Text("service_id_label"),
        G360Status = fields.Text("g360_status"),
        G360Escalated = fields.Flag("g360_escalated"),
        ListsAttachments = fields.Has("attachments"),
        Configurations = fields.Objects("configurations", ReadConfiguration),
        Attachments = fields.Objects("attachments", ReadAttachment),
        Rest = fields.Rest(),
    };

    private static NocTicketConfiguration ReadConfiguration(JsonFields fields) => new()
    {
        Id = fields.Id("id"),
        Name = fields.Text("name"),
        Type = fields.Text("type"),
        Rest = fields.Rest(),
    };

    private static NocTicketAttachment ReadAttachment(JsonFields fields) => new()
    {
        Id = fields.Text("id"),
        Filename = fields.Text("filename"),
        Status = fields.Text("status"),
        Rest = fields.Rest(),
    };
}
