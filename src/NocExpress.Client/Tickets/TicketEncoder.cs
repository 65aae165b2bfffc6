using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NocExpress.Client.Http;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary>
/// Encodes a request as the parts of a form. The API documents the fields and not their encoding, so everything that is guessed of it is
/// here: lists of objects as one part of JSON each, ids comma-separated, a field without a value left out.
/// </summary>
internal static class TicketEncoder
{
    /// <summary>The text goes into no HTML page, and whoever reads a preview should see the names as they are.</summary>
    private static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static NocRequestPart[] Encode(NocTicketRequest request)
    {
        List<NocRequestPart> parts = [];
        Add(parts, "issue_name", request.IssueName);
        Add(parts, "initial_description", request.InitialDescription);
        Add(parts, "type_name", request.TypeName);
        Add(parts, "subtype_name", request.SubtypeName);
        Add(parts, "configuration_ids", string.Join(",", request.ConfigurationIds.Select(Text)));
        Add(parts, "customer_ticket_number", request.CustomerTicketNumber);
        Add(parts, "prior_ticket", request.PriorTicket is { } prior ? Text(prior) : null);
        Add(parts, "contact_name", request.ContactName);
        Add(parts, "contact_email_address", request.ContactEmailAddress);
        Add(parts, "local_contact_name", request.LocalContactName);
        Add(parts, "local_contact_number", Text(request.LocalContactNumber));
        Add(parts, "additional_contacts", request.AdditionalContacts.Length == 0 ? null : Contacts(request.AdditionalContacts));
        Add(parts, "automatic_email_contact", Text(request.AutomaticEmailContact));
        Add(parts, "automatic_email_cc", Text(request.AutomaticEmailCc));
        Add(parts, "automatic_email_cc_address", request.AutomaticEmailCcAddress.Length == 0 ? null : string.Join(",", request.AutomaticEmailCcAddress));
        Add(parts, "sites", Sites(request.Sites));
        Add(parts, "access_hours", request.AccessHours);
        Add(parts, "technician_dispatch_approved", Text(request.TechnicianDispatchApproved));
        Add(parts, "granted_tenant_macnum", request.GrantedTenantMacnum);
        parts.AddRange(request.Attachments.Select(file => FormParts.File("file", file)));
        return [.. parts];
    }

    private static void Add(List<NocRequestPart> parts, string name, string? value)
    {
        if (value is not null)
        {
            parts.Add(FormParts.Text(name, value));
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Text(bool? flag) => flag switch
    {
        true => "true",
        false => "false",
        null => null,
    };

    private static string Sites(IReadOnlyList<NocTicketSite> sites) => Json(json =>
    {
        foreach (NocTicketSite site in sites)
        {
            json.WriteStartObject();
            json.WriteString("macnum", site.Macnum);
            json.WriteString("maintenance_window", site.MaintenanceWindow);
            json.WriteEndObject();
        }
    });

    private static string Contacts(IReadOnlyList<NocContact> contacts) => Json(json =>
    {
        foreach (NocContact contact in contacts)
        {
            json.WriteStartObject();
            json.WriteString("type", contact.Type);
            json.WriteString("name", contact.Name);
            json.WriteNumber("number", contact.Number);
            json.WriteEndObject();
        }
    });

    private static string Json(System.Action<Utf8JsonWriter> writeElements)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, _readable))
        {
            json.WriteStartArray();
            writeElements(json);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
