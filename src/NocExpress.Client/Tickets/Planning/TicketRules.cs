using System.Collections.Generic;
using System.Threading.Tasks;
using NocExpress.Client.Files;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Rules;
using NocExpress.Text;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>The rules of Create Ticket's page, for one item at a time.</summary>
internal sealed class TicketRules(TicketPlanOptions options, AttachmentFiles files, ValidationErrors errors)
{
    private const int LongestContactName = 62;

    /// <summary>Checks every field and every file of the item, and returns the item in the API's types: to be used only if nothing was wrong.</summary>
    public async Task<TicketDraft?> CheckAsync(TicketItem item)
    {
        FieldRules rules = new(item, errors);
        if (item.Problem is { } problem)
        {
            rules.Refuse("Input", null, problem);
            return null;
        }

        string macnum = rules.RequiredIdentifier("Macnum", item.Macnum, "A ticket needs the account number of its site, and some sites have none.");
        if (item.ConfigurationMacnum is { } owner && owner.Trim() != macnum)
        {
            rules.Refuse("Macnum", macnum, $"is not the site of the configuration, which belongs to macnum {TerminalText.Quoted(owner)}. Leave -Macnum out.");
        }

        return new TicketDraft
        {
            Item = item,
            Macnum = macnum,
            MaintenanceWindow = rules.Required("MaintenanceWindow", item.MaintenanceWindow, "Say when work may be done at the site, such as 'Anytime'."),
            ConfigurationIds = rules.Ids("ConfigurationId", item.ConfigurationIds, "Pipe the site through Get-NocConfiguration, or give the ids; the column of a table is called ConfigurationId."),
            Files = new ValueList<UploadFile>(await FilesAsync(item, rules).ConfigureAwait(false)),
            Request = Request(item, rules),
        };
    }

    private NocTicketRequest Request(TicketItem item, FieldRules rules)
    {
        (string typeName, string subtypeName) = TypeAndSubtype(item, rules);
        string contactName = rules.Required("ContactName", item.ContactName, "Give the name of the primary contact, 1 to 62 characters.");
        rules.AtMost(LongestContactName, "ContactName", contactName);
        string email = rules.RequiredEmail("ContactEmailAddress", item.ContactEmailAddress, "Give the e-mail address of the primary contact.");
        string[] copies = rules.Emails("AutomaticEmailCcAddress", item.AutomaticEmailCcAddress);
        bool? copy = rules.Flag("AutomaticEmailCc", item.AutomaticEmailCc);
        if (copy == false && copies.Length > 0)
        {
            rules.Refuse("AutomaticEmailCc", "false", "contradicts -AutomaticEmailCcAddress. Leave one of them out.");
        }

        return new NocTicketRequest
        {
            IssueName = rules.Required("IssueName", item.IssueName, "Get-NocIssue lists the issues for a type and subtype."),
            InitialDescription = rules.Text("InitialDescription", item.InitialDescription),
            TypeName = typeName,
            SubtypeName = subtypeName,
            CustomerTicketNumber = rules.Identifier("CustomerTicketNumber", item.CustomerTicketNumber),
            PriorTicket = rules.Id("PriorTicket", item.PriorTicket),
            ContactName = contactName,
            ContactEmailAddress = email,
            LocalContactName = rules.Required("LocalContactName", item.LocalContactName, "Give the name of the contact at the site."),
            LocalContactNumber = rules.Phone("LocalContactNumber", item.LocalContactNumber),
            AdditionalContacts = [.. Contacts(item, rules)],
            AutomaticEmailContact = rules.Flag("AutomaticEmailContact", item.AutomaticEmailContact),
            AutomaticEmailCc = copy ?? copies.Length > 0,
            AutomaticEmailCcAddress = copies,
            AccessHours = rules.Required("AccessHours", item.AccessHours, "Say when somebody at the site gives access, such as '8am-5pm CT'."),
            TechnicianDispatchApproved = rules.Flag("TechnicianDispatchApproved", item.TechnicianDispatchApproved),
            GrantedTenantMacnum = rules.Identifier("GrantedTenantMacnum", item.GrantedTenantMacnum ?? options.GrantedTenantMacnum),
        };
    }

    private (string TypeName, string SubtypeName) TypeAndSubtype(TicketItem item, FieldRules rules)
    {
        if (options.MultiSite is { } kind)
        {
            return (MultiSiteNames.TypeName, MultiSiteNames.SubtypeName(kind));
        }

        string typeName = rules.Only("TypeName", item.TypeNames);
        string subtypeName = rules.Only("SubtypeName", item.SubtypeNames);
        if (MultiSiteNames.IsType(typeName))
        {
            rules.Refuse("TypeName", typeName, "is for requests of several sites. Use -MultiSite instead.");
        }

        if (MultiSiteNames.IsSubtype(subtypeName))
        {
            rules.Refuse("SubtypeName", subtypeName, "is for requests of several sites. Use -MultiSite instead.");
        }

        return (typeName, subtypeName);
    }

    private static List<NocContact> Contacts(TicketItem item, FieldRules rules)
    {
        List<NocContact> contacts = [];
        foreach (ContactDraft draft in item.AdditionalContacts)
        {
            NocContact? contact = null;
            if ((draft.Problem ?? ContactRules.Read(draft.Type, draft.Name, draft.Number, out contact)) is { } problem)
            {
                rules.Refuse("AdditionalContact", string.IsNullOrWhiteSpace(draft.Name) ? null : draft.Name, problem);
            }
            else
            {
                rules.Text("AdditionalContact", contact!.Name);
                contacts.Add(contact);
            }
        }

        return contacts;
    }

    private async Task<List<UploadFile>> FilesAsync(TicketItem item, FieldRules rules)
    {
        List<UploadFile> found = [];
        foreach (AttachmentPath path in item.Attachments)
        {
            (UploadFile? file, string? problem) = path.Problem is null ? await files.OpenAsync(path.FullPath!).ConfigureAwait(false) : (null, path.Problem);
            if (problem is not null)
            {
                rules.Refuse("Attachment", path.FullPath ?? path.Given, problem);
            }
            else if (!found.Contains(file!))
            {
                found.Add(file!);
            }
        }

        return found;
    }
}
