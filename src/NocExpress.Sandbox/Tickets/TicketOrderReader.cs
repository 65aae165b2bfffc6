using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NocExpress.Sandbox.Data;
using NocExpress.Sandbox.Multipart;
using NocExpress.Sandbox.Responses;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Tickets;

/// <summary>Checks a form against the documented objects: Ticket, Site and Additional Contact. What they do not name is ignored.</summary>
internal sealed class TicketOrderReader(
    MultipartForm form, SiteDirectory siteDirectory, ConfigurationDirectory configurationDirectory, Behaviour behaviour, Problems problems)
{
    private const int LongestContactName = 62;

    private static readonly string[] _contactTypes = ["Technical contact", "Local contact", "Other"];

    private readonly FormReader _form = new(form, problems);
    private readonly ListReader _lists = new(form, behaviour, problems);

    /// <summary>The order; worth something only if no problem was noted.</summary>
    public TicketOrder Read()
    {
        string? issue = _form.Text("issue_name", required: true);
        _form.Text("initial_description", required: false);
        string? type = _form.Text("type_name", required: true);
        string? subtype = _form.Text("subtype_name", required: true);
        string? ids = _form.Text("configuration_ids", required: true);
        _form.Text("customer_ticket_number", required: false);
        _form.Integer("prior_ticket", required: false);
        ReadContacts();
        _form.Boolean("automatic_email_contact", required: false);
        _form.Boolean("automatic_email_cc", required: true);
        _form.EmailAddresses("automatic_email_cc_address", required: false);
        IReadOnlyList<Site> sites = ReadSites();
        _form.Text("access_hours", required: true);
        _form.Boolean("technician_dispatch_approved", required: false);
        _form.Text("granted_tenant_macnum", required: false);

        IReadOnlyList<Configuration> configurations = ids is null ? [] : ReadConfigurations(ids, sites);
        new IssueValidator(behaviour, problems).Check(type, subtype, issue, sites.Count, configurations);
        IReadOnlyList<string> fileNames = AttachmentValidator.Check(form, problems);
        return new TicketOrder(issue ?? string.Empty, sites, configurations, fileNames);
    }

    private void ReadContacts()
    {
        if (_form.Text("contact_name", required: true) is { } name && name.EnumerateRunes().Count() > LongestContactName)
        {
            problems.Add("contact_name", $"Ensure this field has no more than {LongestContactName} characters.");
        }

        _form.EmailAddresses("contact_email_address", required: true);
        _form.Text("local_contact_name", required: true);
        _form.Integer("local_contact_number", required: true);
        foreach ((int index, JsonElement contact) in _lists.Read("additional_contacts", required: false).Index())
        {
            string path = $"additional_contacts[{index}]";
            if (_form.ItemText(contact, path, "type") is { } type && !_contactTypes.Contains(type))
            {
                problems.Add($"{path}.type", $"\"{type}\" is not a valid choice. It must be one of: {string.Join(", ", _contactTypes)}.");
            }

            _form.ItemText(contact, path, "name");
            if (!contact.TryGetProperty("number", out JsonElement number))
            {
                problems.Add($"{path}.number", FormReader.Required);
            }
            else if (!IsInteger(number))
            {
                problems.Add($"{path}.number", FormReader.NotAnInteger);
            }
        }
    }

    /// <remarks>Where a form has a part for each value, all of them are texts.</remarks>
    private bool IsInteger(JsonElement number) => number.ValueKind switch
    {
        JsonValueKind.Number => FormReader.TryInteger(number.GetRawText(), out _),
        JsonValueKind.String when behaviour.ListEncoding is ListEncoding.Brackets or ListEncoding.Dots => FormReader.TryInteger(number.GetString()!, out _),
        _ => false,
    };

    private List<Site> ReadSites()
    {
        List<Site> sites = [];
        IReadOnlyList<JsonElement> items = _lists.Read("sites", required: true);
        if (items.Count == 0 && !problems.All.Any(problem => problem.Field == "sites"))
        {
            problems.Add("sites", "This list may not be empty.");
        }

        foreach ((int index, JsonElement item) in items.Index())
        {
            string path = $"sites[{index}]";
            _form.ItemText(item, path, "maintenance_window");
            if (_form.ItemText(item, path, "macnum") is not { } macnum)
            {
                continue;
            }

            if (siteDirectory.Find(macnum) is not { } site)
            {
                problems.Add($"{path}.macnum", $"No site has the macnum \"{macnum}\".");
            }
            else if (sites.Any(named => named.Index == site.Index))
            {
                problems.Add($"{path}.macnum", $"The site \"{macnum}\" is named more than once.");
            }
            else
            {
                sites.Add(site);
            }
        }

        return sites;
    }

    private List<Configuration> ReadConfigurations(string ids, IReadOnlyList<Site> sites)
    {
        List<Configuration> configurations = [];
        foreach (string text in ids.Split(',').Distinct())
        {
            if (!FormReader.TryInteger(text, out long id))
            {
                problems.Add("configuration_ids", $"\"{text}\" is not a valid integer.");
            }
            else if (configurationDirectory.Find(id) is not { } configuration)
            {
                problems.Add("configuration_ids", $"There is no configuration {id}.");
            }
            else if (sites.Count > 0 && sites.All(site => site.Index != configuration.Site.Index))
            {
                problems.Add("configuration_ids", $"The configuration {id} does not belong to any of the sites.");
            }
            else
            {
                configurations.Add(configuration);
            }
        }

        return configurations;
    }
}
