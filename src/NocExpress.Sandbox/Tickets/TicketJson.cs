using System;
using System.Globalization;
using System.Text.Json;
using NocExpress.Sandbox.Data;
using NocExpress.Sandbox.Responses;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Tickets;

/// <summary>How a ticket is written.</summary>
internal static class TicketJson
{
    /// <summary>The fields of the response to Create Ticket.</summary>
    public static void WriteFields(Utf8JsonWriter json, Ticket ticket, Behaviour behaviour)
    {
        Site site = ticket.Site;
        json.WriteNumber("id", ticket.Id);
        json.WriteString("address_1", site.AddressLine1);
        WriteAttachments(json, ticket, behaviour);
        json.WriteString("city", site.City);
        json.WriteString("company_identifier", SiteDirectory.CompanyAccount);
        json.WriteString("company_name", SiteDirectory.CompanyName);
        WriteConfigurations(json, ticket, behaviour);
        json.WriteString("date_entered", Instant(ticket.DateEntered));
        json.WriteNull("date_resolved");
        json.WriteBoolean("g360_escalated", false);
        json.WriteString("g360_status", "Open");
        json.WriteString("issue", ticket.Issue);
        json.WriteString("last_updated", Instant(ticket.DateEntered));
        json.WriteString("site_name", site.SiteName ?? site.Name);
        json.WriteString("state", site.State);
        json.WriteString("status_name", "Open");
        json.WriteString("summary", $"{ticket.Issue} - {site.Name}");
        json.WriteString("zip", site.Zip);
    }

    /// <summary>The fields that Get Ticket has beyond them.</summary>
    public static void WriteDetails(Utf8JsonWriter json, Ticket ticket)
    {
        json.WriteString("address_2", ticket.Site.AddressLine2);
        if (ticket.Configurations is [Configuration configuration, ..])
        {
            json.WriteString("service_name", configuration.Service.Name);
            json.WriteString("service_id", configuration.ServiceId);
            json.WriteString("service_id_label", configuration.Service.IdLabel);
        }
    }

    private static void WriteAttachments(Utf8JsonWriter json, Ticket ticket, Behaviour behaviour)
    {
        json.WriteStartArray("attachments");
        foreach (Attachment attachment in ticket.Attachments)
        {
            json.WriteStartObject();
            json.WriteString("filename", attachment.FileName);
            json.WriteString("status", attachment.Stored ? "success" : "failure");
            JsonResponseWriter.WriteExtra(json, behaviour);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteConfigurations(Utf8JsonWriter json, Ticket ticket, Behaviour behaviour)
    {
        json.WriteStartArray("configurations");
        foreach (Configuration configuration in ticket.Configurations)
        {
            json.WriteStartObject();
            json.WriteNumber("id", configuration.Id);
            json.WriteString("name", configuration.Name);
            json.WriteString("type", configuration.Service.Name);
            JsonResponseWriter.WriteExtra(json, behaviour);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Instant(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
