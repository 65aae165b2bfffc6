using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NocExpress.Client.Guesses;
using NocExpress.Client.Json;
using NocExpress.Client.Secrecy;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary>Reads tickets out of answers.</summary>
[GoesBy(Guess.TicketEnvelope)]
internal static class TicketReader
{
    private static readonly string[] _envelopes = ["results", "data", "tickets"];
    private static readonly string[] _errors = ["errors", "error", "messages", "message"];

    private static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Reads the tickets of an answer: of an array, of an array in an envelope, or one ticket by itself. Beside them there may be rows that
    /// are none.
    /// </summary>
    public static IReadOnlyList<CreatedTicket> ReadAll(JsonElement root) =>
        [.. RowsOf(root).Where(IsTicket).Select(row => new CreatedTicket(Read(new JsonFields(row)), row.GetRawText()))];

    /// <summary>The parts of an answer that are no tickets, and may say why there are none: rows, and the errors of an envelope.</summary>
    public static IEnumerable<string> OthersIn(JsonElement root) => RowsOf(root)
        .Where(row => !IsTicket(row) && row.ValueKind is JsonValueKind.Object or JsonValueKind.String)
        .Concat(InEnvelope(root) is null ? [] : _errors.Select(name => JsonText.Property(root, name)).Where(found => found is not null).Select(found => found!.Value))
        .Select(JsonText.OnOneLine);

    /// <summary>The numbers of rows that are no tickets: nobody knows of what.</summary>
    public static IReadOnlyList<long> OtherNumbersIn(JsonElement root) =>
        [.. RowsOf(root).Where(row => !IsTicket(row)).Select(NumberOf).Where(id => id is not null).Select(id => id!.Value).Distinct()];

    /// <summary>Whether a row, or the envelope, says that something failed.</summary>
    public static bool SaysError(JsonElement root) => RowErrors.IsSaid(root) || RowsOf(root).Any(RowErrors.IsSaid);

    /// <summary>Whether the answer holds nothing at all, in a shape for tickets.</summary>
    public static bool IsEmpty(JsonElement root) => RowsOf(root).Length == 0;

    /// <summary>
    /// An answer fit to be kept: on one line, without the secrets that a server may send back, and without what a terminal would obey.
    /// </summary>
    public static string ToJson(JsonElement root, Redactor redactor)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, _readable))
        {
            JsonText.Write(json, root, redactor.RedactData);
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static JsonElement[] RowsOf(JsonElement root)
    {
        JsonElement[] rows = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : InEnvelope(root) ?? [root];
        return [.. rows.Where(row => row.ValueKind != JsonValueKind.Null)];
    }

    /// <remarks>An envelope may have an id of its own, such as that of the request: what it holds a list of objects for is no ticket.</remarks>
    private static JsonElement[]? InEnvelope(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        bool hasId = JsonText.Property(root, "id") is { ValueKind: not JsonValueKind.Null };
        JsonElement[][] lists =
        [
            .. _envelopes.Select(name => JsonText.Property(root, name)).Where(inner => IsList(inner, hasId))
                .Select(inner => inner is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToArray() : [inner!.Value]),
        ];
        return lists.FirstOrDefault(list => list.Any(IsTicket)) ?? lists.FirstOrDefault();
    }

    private static bool IsList(JsonElement? inner, bool hasId) => inner is { } value && (hasId
        ? value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(row => row.ValueKind is JsonValueKind.Object or JsonValueKind.Null)
        : value.ValueKind is JsonValueKind.Array or JsonValueKind.Object);

    /// <remarks>A ticket has a number: without one nobody could find it again.</remarks>
    private static bool IsTicket(JsonElement row) => NumberOf(row) is not null && !RowErrors.IsSaid(row);

    private static long? NumberOf(JsonElement row) => row.ValueKind == JsonValueKind.Object && new JsonFields(row).Id("id") is > 0 and var id ? id : null;

    private static NocTicket Read(JsonFields fields) => new()
    {
        Id = fields.Id("id"),
        Summary = fields.Text("summary"),
        StatusName = fields.Name("status_name"),
        Issue = fields.Name("issue"),
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
        Type = fields.Name("type"),
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
