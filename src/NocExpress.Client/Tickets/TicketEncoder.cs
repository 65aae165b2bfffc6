using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NocExpress.Client.Guesses;
using NocExpress.Client.Http;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary>
/// Encodes a request as the parts of a form. The API documents the fields and not their encoding, so everything that is guessed of it is
/// here: ids comma-separated, a field without a value left out, and lists of objects as the connection says.
/// </summary>
[GoesBy(Guess.FormEncoding)]
internal static class TicketEncoder
{
    /// <summary>The fields that are lists.</summary>
    public const string SitesField = "sites";

    public const string ContactsField = "additional_contacts";

    public static NocRequestPart[] Encode(NocTicketRequest request, NocListEncoding encoding)
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
        parts.AddRange(Contacts(request.AdditionalContacts, encoding));
        Add(parts, "automatic_email_contact", Text(request.AutomaticEmailContact));
        Add(parts, "automatic_email_cc", Text(request.AutomaticEmailCc));
        Add(parts, "automatic_email_cc_address", request.AutomaticEmailCcAddress.Length == 0 ? null : string.Join(",", request.AutomaticEmailCcAddress));
        parts.AddRange(Sites(request.Sites, encoding));
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

    private static IEnumerable<NocRequestPart> Sites(IReadOnlyList<NocTicketSite> sites, NocListEncoding encoding) => ListParts.Of(
        SitesField,
        [.. sites.Select(site => new (string, object)[] { ("macnum", site.Macnum), ("maintenance_window", site.MaintenanceWindow) })],
        encoding);

    private static IEnumerable<NocRequestPart> Contacts(IReadOnlyList<NocContact> contacts, NocListEncoding encoding) => contacts.Count == 0 ? [] : ListParts.Of(
        ContactsField,
        [.. contacts.Select(contact => new (string, object)[] { ("type", contact.Type), ("name", contact.Name), ("number", contact.Number) })],
        encoding);
}
