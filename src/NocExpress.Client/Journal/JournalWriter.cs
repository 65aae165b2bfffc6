using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NocExpress.Client.Journal;

/// <summary>Writes the lines of a journal file.</summary>
internal static class JournalWriter
{
    private static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Claimed(JournalClaim claim) => Line(JournalLine.Claimed, claim.Request.SentAt, claim.Request.Id, json =>
    {
        CircuitTicket ticket = claim.Circuits[0].Ticket;
        json.WriteString("server", ticket.Circuit.Server);
        WriteUnlessNull(json, "tenant", ticket.Circuit.Tenant);
        json.WriteString("type", ticket.TypeName);
        json.WriteString("subtype", ticket.SubtypeName);
        json.WriteString("issue", ticket.IssueName);
        WriteUnlessNull(json, "customerTicketNumber", ticket.CustomerTicketNumber);
        json.WriteStartArray("sites");
        foreach (SentSite site in claim.Request.Sites)
        {
            json.WriteStartObject();
            json.WriteString("macnum", site.Macnum);
            WriteUnlessNull(json, "name", site.Name);
            WriteIds(json, site.ConfigurationIds);
            WriteUnlessNull(json, "window", site.MaintenanceWindow);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WritePropertyName("values");
        json.WriteRawValue(claim.Request.Values.Json, skipInputValidation: true);
    });

    /// <summary>A line for what was opened, and one for each other thing that became of sites.</summary>
    public static byte[] Outcomes(JournalClaim claim, IReadOnlyList<SiteOutcome> outcomes) =>
        [.. outcomes.GroupBy(outcome => (outcome.State, outcome.Reason)).SelectMany(alike => Outcome(claim, alike.Key.State, alike.Key.Reason, [.. alike]))];

    public static byte[] Settled(CircuitRecord found, Settlement settlement) => Line(JournalLine.Settled, settlement.At, found.Request.Id, json =>
    {
        json.WriteString("by", settlement.By);
        json.WriteString("was", Name(found.State));
        json.WriteStartArray("sites");
        WriteSite(json, new SiteOutcome(found.Site, [found.Ticket.Circuit.ConfigurationId], settlement.State, settlement.At)
        {
            TicketId = settlement.TicketId,
            Tickets = settlement.Tickets,
        });
        json.WriteEndArray();
        json.WriteString("reason", settlement.Reason);
    });

    private static byte[] Outcome(JournalClaim claim, CircuitState state, string? reason, SiteOutcome[] sites) => Line(Name(state), sites[0].At, claim.Request.Id, json =>
    {
        json.WriteStartArray("sites");
        foreach (SiteOutcome site in sites)
        {
            WriteSite(json, site);
        }

        json.WriteEndArray();
        WriteUnlessNull(json, "reason", reason);
    });

    private static void WriteSite(Utf8JsonWriter json, SiteOutcome site)
    {
        json.WriteStartObject();
        json.WriteString("macnum", site.Site.Macnum);
        WriteIds(json, site.ConfigurationIds);
        if (site.TicketId is { } id)
        {
            json.WriteNumber("ticketId", id);
        }

        if (site.Tickets is not null)
        {
            json.WritePropertyName("tickets");
            json.WriteRawValue(site.Tickets, skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    private static byte[] Line(string @event, DateTimeOffset at, string request, Action<Utf8JsonWriter> write)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, _readable))
        {
            json.WriteStartObject();
            json.WriteString("at", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("event", @event);
            json.WriteString("request", request);
            write(json);
            json.WriteEndObject();
        }

        text.WriteByte((byte)'\n');
        return text.ToArray();
    }

    private static string Name(CircuitState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    private static void WriteIds(Utf8JsonWriter json, IReadOnlyList<long> ids)
    {
        json.WriteStartArray("configurations");
        foreach (long id in ids)
        {
            json.WriteNumberValue(id);
        }

        json.WriteEndArray();
    }

    private static void WriteUnlessNull(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
