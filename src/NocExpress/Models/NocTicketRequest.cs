using System.Collections.Generic;
using System.Linq;
using NocExpress.Text;

namespace NocExpress.Models;

/// <summary>A Create Ticket request that passed every check: what <c>New-NocTicket</c> sends, and what <c>-Preview</c> shows instead.</summary>
public sealed class NocTicketRequest
{
    private const int MostNamed = 5;

    internal NocTicketRequest()
    {
    }

    /// <summary>The name of the issue (<c>issue_name</c>).</summary>
    public string IssueName { get; internal set; } = "";

    /// <summary>A detailed description (<c>initial_description</c>).</summary>
    public string? InitialDescription { get; init; }

    /// <summary>The ticket type (<c>type_name</c>).</summary>
    public string TypeName { get; init; } = "";

    /// <summary>The ticket subtype (<c>subtype_name</c>).</summary>
    public string SubtypeName { get; init; } = "";

    /// <summary>The configurations concerned (<c>configuration_ids</c>).</summary>
    public NocCollection<long> ConfigurationIds { get; private set; } = NocCollection<long>.Empty;

    /// <summary>The number of the ticket in the customer's own system (<c>customer_ticket_number</c>).</summary>
    public string? CustomerTicketNumber { get; init; }

    /// <summary>The identifier of an earlier, related ticket (<c>prior_ticket</c>).</summary>
    public long? PriorTicket { get; init; }

    /// <summary>The name of the primary contact (<c>contact_name</c>).</summary>
    public string ContactName { get; init; } = "";

    /// <summary>The e-mail address of the primary contact (<c>contact_email_address</c>).</summary>
    public string ContactEmailAddress { get; init; } = "";

    /// <summary>The name of the contact at the site (<c>local_contact_name</c>).</summary>
    public string LocalContactName { get; init; } = "";

    /// <summary>The phone number of the contact at the site, digits only (<c>local_contact_number</c>).</summary>
    public long LocalContactNumber { get; init; }

    /// <summary>Further contacts (<c>additional_contacts</c>).</summary>
    public NocCollection<NocContact> AdditionalContacts { get; init; } = NocCollection<NocContact>.Empty;

    /// <summary>Whether the primary contact is notified by e-mail (<c>automatic_email_contact</c>); <see langword="null"/>: not sent.</summary>
    public bool? AutomaticEmailContact { get; init; }

    /// <summary>Whether e-mails are copied to <see cref="AutomaticEmailCcAddress"/> (<c>automatic_email_cc</c>).</summary>
    public bool AutomaticEmailCc { get; init; }

    /// <summary>The addresses that e-mails are copied to (<c>automatic_email_cc_address</c>).</summary>
    public NocCollection<string> AutomaticEmailCcAddress { get; init; } = NocCollection<string>.Empty;

    /// <summary>The sites (<c>sites</c>). The server creates a ticket for each.</summary>
    public NocCollection<NocTicketSite> Sites { get; private set; } = NocCollection<NocTicketSite>.Empty;

    /// <summary>When somebody at the site gives access (<c>access_hours</c>).</summary>
    public string AccessHours { get; init; } = "";

    /// <summary>Whether sending a technician is approved (<c>technician_dispatch_approved</c>); <see langword="null"/>: not sent.</summary>
    public bool? TechnicianDispatchApproved { get; init; }

    /// <summary>The company on whose behalf the ticket is opened (<c>granted_tenant_macnum</c>).</summary>
    public string? GrantedTenantMacnum { get; init; }

    /// <summary>The files (<c>file</c>).</summary>
    public NocCollection<NocRequestAttachment> Attachments { get; private set; } = NocCollection<NocRequestAttachment>.Empty;

    /// <summary>The parts of the request's body, in the order and the form in which they are sent.</summary>
    public NocCollection<NocRequestPart> Parts { get; internal set; } = NocCollection<NocRequestPart>.Empty;

    /// <summary>Returns the sites, the issue, the configurations and the files in one line.</summary>
    public override string ToString() => Line(Names(Sites), ConfigurationIds);

    /// <summary>The same request for other sites, with other files.</summary>
    internal NocTicketRequest For(NocTicketSite[] sites, NocRequestAttachment[] attachments)
    {
        NocTicketRequest copy = (NocTicketRequest)MemberwiseClone();
        copy.Sites = sites;
        copy.ConfigurationIds = sites.SelectMany(site => site.ConfigurationIds).Distinct().ToArray();
        copy.Attachments = attachments;
        return copy;
    }

    /// <summary>A line for each ticket that the request opens: one for each site.</summary>
    internal IEnumerable<string> Tickets() => Sites.Length == 1
        ? [ToString()]
        : Sites.Select(site => Line(site.ToString(), site.ConfigurationIds));

    /// <summary>The first few sites, and the count of the others.</summary>
    internal static string Names(IReadOnlyList<NocTicketSite> sites) => Named(sites, "sites");

    private string Line(string sites, IReadOnlyList<long> configurations)
    {
        string concerned = configurations.Count == 0 ? "" : $", configurations {Named(configurations, "")}";
        string files = Attachments.Length == 0 ? "" : $", with {Named(Attachments, "files")}";
        return $"{sites}: {TerminalText.Line(IssueName)} ({TerminalText.Line(TypeName)}, {TerminalText.Line(SubtypeName)}){concerned}{files}";
    }

    private static string Named<T>(IReadOnlyList<T> all, string kind) => FirstFew.Of(all.Select(one => one?.ToString() ?? ""), MostNamed, kind: kind);
}
