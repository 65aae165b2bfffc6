using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using NocExpress.Sandbox.Data;
using NocExpress.Sandbox.Responses;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Tickets;

/// <summary>How a ticket is written.</summary>
internal static class TicketJson
{
    /// <summary>No ticket has more files, so that the id of each is its own.</summary>
    private const int MostAttachments = 1000;

    /// <summary>The fields of the response to Create Ticket, and of Get Ticket, where it has an id for each file in place of a status.</summary>
    public static void WriteFields(Utf8JsonWriter json, Ticket ticket, Behaviour behaviour, bool isRead = false)
    {
        Site site = ticket.Site;
        TicketState state = ticket.State;
        json.WriteNumber("id", ticket.Id);
        json.WriteString("address_1", site.AddressLine1);
        WriteAttachments(json, ticket, behaviour, isRead);
        json.WriteString("city", site.City);
        json.WriteString("company_identifier", SiteDirectory.CompanyAccount);
        json.WriteString("company_name", SiteDirectory.CompanyName);
        WriteConfigurations(json, ticket, behaviour);
        json.WriteString("date_entered", Instant(ticket.DateEntered));
        WriteResolved(json, state);
        json.WriteBoolean("g360_escalated", state.Escalated);
        json.WriteString("g360_status", state.G360Status);
        json.WriteString("issue", ticket.Issue);
        json.WriteString("last_updated", Instant(state.LastUpdated));
        json.WriteString("site_name", site.SiteName ?? site.Name);
        json.WriteString("state", site.State);
        json.WriteString("status_name", state.Status);
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

    private static void WriteAttachments(Utf8JsonWriter json, Ticket ticket, Behaviour behaviour, bool isRead)
    {
        json.WriteStartArray("attachments");
        foreach ((int index, Attachment attachment) in ticket.State.Attachments.Index())
        {
            json.WriteStartObject();
            json.WriteString("filename", attachment.FileName);
            if (isRead && attachment.Stored)
            {
                json.WriteNumber("id", (ticket.Id * MostAttachments) + index + 1);
            }
            else
            {
                json.WriteString("status", attachment.Stored ? "success" : "failure");
            }

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

    private static void WriteResolved(Utf8JsonWriter json, TicketState state)
    {
        if (state.DateResolved is { } time)
        {
            json.WriteString("date_resolved", Instant(time));
        }
        else
        {
            json.WriteNull("date_resolved");
        }
    }

    private static string Instant(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
