using System;
using System.Management.Automation;
using NocExpress.Completion;
using NocExpress.Input;

namespace NocExpress.Commands;

/// <content>
/// The parameters. What a row of the input can hold is text here, whatever it is in the API, and nothing is mandatory: where PowerShell
/// itself refuses to bind a row it drops that row and lets the others through, and this cmdlet must not send those others.
/// The aliases are the API's names of the fields, so that a table whose columns are called by them is read.
/// </content>
public sealed partial class NewNocTicketCommand
{
    /// <summary>
    /// The configurations to open tickets for, from <c>Get-NocConfiguration</c>. From the pipeline also other objects, such as the rows of
    /// <c>Import-Csv</c>, whose columns are named like the parameters.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? Configuration { get; set; }

    /// <summary>The account number of the site (<c>sites[].macnum</c>). A configuration brings its own. Quote one that begins with zeros.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(MacnumCompleter))]
    public string? Macnum { get; set; }

    /// <summary>The identifiers of the configurations (<c>configuration_ids</c>); in a table's cell separated by commas. A configuration brings its own.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("configuration_ids")]
    public string[]? ConfigurationId { get; set; }

    /// <summary>
    /// The ticket type (<c>type_name</c>). A configuration for which the server names exactly one brings its own. Tab offers the types of the
    /// configurations that the connection has read.
    /// </summary>
    [Parameter(ParameterSetName = SiteSet, ValueFromPipelineByPropertyName = true)]
    [Alias("type_name")]
    [ArgumentCompleter(typeof(TypeNameCompleter))]
    public string? TypeName { get; set; }

    /// <summary>
    /// The ticket subtype (<c>subtype_name</c>). A configuration for which the server names exactly one brings its own. Tab offers the subtypes of the
    /// configurations that the connection has read.
    /// </summary>
    [Parameter(ParameterSetName = SiteSet, ValueFromPipelineByPropertyName = true)]
    [Alias("subtype_name")]
    [ArgumentCompleter(typeof(SubtypeNameCompleter))]
    public string? SubtypeName { get; set; }

    /// <summary>
    /// One request for many sites, of this kind. Its type and subtype are the ones the API prescribes for several sites. Every site still gets a ticket
    /// of its own.
    /// <list>
    /// <item>Outage: Several sites are down ("Multi-Site Outage").</item>
    /// <item>ServiceImpact: Several sites are impaired ("Multi-Site Service Impact").</item>
    /// <item>Informational: For the carrier's information ("Multi-Site Informational").</item>
    /// <item>ConfigurationRequest: A change at several sites ("Multi-Site Configuration Request").</item>
    /// </list>
    /// </summary>
    [Parameter(ParameterSetName = MultiSiteSet, Mandatory = true)]
    // Text and no enumeration: PowerShell completes an enumeration by itself, and tells nothing of its members.
    [ArgumentCompleter(typeof(MultiSiteKindCompleter))]
    [AllowEmptyString]
    public string MultiSite { get; set; } = "";

    /// <summary>The most sites in one request, 1 to 10,000; 100 by default.</summary>
    [Parameter(ParameterSetName = MultiSiteSet)]
    [ValidateRange(1, 10_000)]
    public int SitesPerRequest { get; set; } = 100;

    /// <summary>
    /// The name of the issue (<c>issue_name</c>), one of those that <c>Get-NocIssue</c> lists for the type and subtype. Required. Tab offers the issues of the
    /// configurations that the connection has read, and asks the server for them once.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("issue_name")]
    [ArgumentCompleter(typeof(IssueNameCompleter))]
    public string? IssueName { get; set; }

    /// <summary>A detailed description of the issue (<c>initial_description</c>).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("initial_description")]
    public string? InitialDescription { get; set; }

    /// <summary>When work may be done at the site (<c>sites[].maintenance_window</c>), in words, such as "Anytime". Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("maintenance_window")]
    public string? MaintenanceWindow { get; set; }

    /// <summary>When somebody is there to give access (<c>access_hours</c>), in words, such as "8am-5pm CT". Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("access_hours")]
    public string? AccessHours { get; set; }

    /// <summary>The name of the primary contact (<c>contact_name</c>), 1 to 62 characters. Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("contact_name")]
    public string? ContactName { get; set; }

    /// <summary>The e-mail address of the primary contact (<c>contact_email_address</c>). Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("contact_email_address")]
    public string? ContactEmailAddress { get; set; }

    /// <summary>The name of the contact at the site (<c>local_contact_name</c>). Required.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("local_contact_name")]
    public string? LocalContactName { get; set; }

    /// <summary>
    /// The phone number of the contact at the site (<c>local_contact_number</c>): digits, with spaces, <c>-</c>, <c>.</c>, <c>(</c>,
    /// <c>)</c> and a leading <c>+</c> as one writes them; no extension. Required.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("local_contact_number")]
    public string? LocalContactNumber { get; set; }

    /// <summary>Further contacts (<c>additional_contacts</c>), from <c>New-NocContact</c>, or hashtables with Type, Name and Number.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("additional_contacts")]
    [AllowEmptyCollection]
    public object[]? AdditionalContact { get; set; }

    /// <summary>The number of the ticket in your own system (<c>customer_ticket_number</c>).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("customer_ticket_number")]
    public string? CustomerTicketNumber { get; set; }

    /// <summary>The number of an earlier, related ticket (<c>prior_ticket</c>).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("prior_ticket")]
    public string? PriorTicket { get; set; }

    /// <summary>
    /// Notify the primary contact by e-mail (<c>automatic_email_contact</c>). Not given: not sent; <c>:$false</c>: sent as false. A row's
    /// column of this name holds true or false.
    /// </summary>
    [Parameter]
    [Alias("automatic_email_contact")]
    public SwitchParameter AutomaticEmailContact { get; set; }

    /// <summary>
    /// Copy e-mails to others (<c>automatic_email_cc</c>). The API requires it: false unless given, true with addresses. A row's column of
    /// this name holds true or false.
    /// </summary>
    [Parameter]
    [Alias("automatic_email_cc")]
    public SwitchParameter AutomaticEmailCc { get; set; }

    /// <summary>The addresses to copy e-mails to (<c>automatic_email_cc_address</c>); turns <c>-AutomaticEmailCc</c> on. Several are sent separated by commas.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("automatic_email_cc_address")]
    [AllowEmptyCollection]
    public string[]? AutomaticEmailCcAddress { get; set; }

    /// <summary>
    /// Sending a technician is approved (<c>technician_dispatch_approved</c>). Not given: not sent; <c>:$false</c>: sent as false. A row's
    /// column of this name holds true or false.
    /// </summary>
    [Parameter]
    [Alias("technician_dispatch_approved")]
    public SwitchParameter TechnicianDispatchApproved { get; set; }

    /// <summary>
    /// Files to attach (<c>file</c>): paths, wildcards allowed; a table's cell holds one. .pdf, .doc, .csv, .xlsx, .png, .jpg or .jpeg, not empty, 25 MiB at most each.
    /// A link is refused: it may lead to another file than its name says. One that is plainly another kind than its extension says is warned of and sent.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("file")]
    [SupportsWildcards]
    [FilePaths(HasWildcards = true)]
    [AllowEmptyCollection]
    public string[]? Attachment { get; set; }

    /// <summary>Files to attach (<c>file</c>): paths taken as they are, such as the output of <c>Get-ChildItem</c>. The rules of <c>-Attachment</c> apply.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [FilePaths]
    [AllowEmptyCollection]
    public string[]? LiteralAttachment { get; set; }

    /// <summary>
    /// Do not look up whether the server offers the issue for the type and subtype. Where the look-up itself fails, a warning says so, and the
    /// tickets are opened without it.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipIssueCheck { get; set; }

    /// <summary>
    /// A file that makes the run repeatable: a journal of one outage. Each circuit is recorded before its request goes out, and its ticket
    /// when
    /// it has come. Run again with the same file, also with another description, more sites or in another order: circuits that have their
    /// ticket
    /// get no other, and the recorded tickets come out; what was sent and has no recorded end is NocOutcomeUnknown. It is made where it is
    /// missing,
    /// and one run at a time can use it. Take a new file for a new outage. It names sites and tickets, and holds no secret. A new one is
    /// readable
    /// by its owner alone, on Windows by whoever may read files in its folder; the rights of one that is there stay as they are. A link is
    /// refused.
    /// </summary>
    [Parameter]
    public string? JournalPath { get; set; }

    /// <summary>
    /// A journal in the connection's Azure table (<c>-StorageUri</c>), by a name of your choice such as the number of the incident; capitals and small
    /// letters are the same. It does what <c>-JournalPath</c> does, for any number of runs on any machines at once: two runs of one outage open each
    /// ticket once, and it comes out of both. A run waits for what another has in its hands, and takes over what one that died had not sent. It is not
    /// given together with <c>-JournalPath</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalName { get; set; }

    /// <summary>
    /// How old a ticket in the journal may be and still be one of this outage; 7 days by default. Circuits whose ticket is older are
    /// NocJournalStale, and nothing is sent for them. Give days as 30.00:00:00, which is thirty; a number by itself is one of ticks, and an age of
    /// less than a minute is refused.
    /// </summary>
    [Parameter]
    public TimeSpan JournalMaxAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Send again what the journal has as unknown, once you have made sure that none of these tickets exist. It applies to all such
    /// circuits of
    /// the input; Resolve-NocJournalEntry settles them one by one.
    /// </summary>
    [Parameter]
    public SwitchParameter RetryUnknown { get; set; }

    /// <summary>Return each request that would be sent, part by part, and send nothing. Everything is checked all the same.</summary>
    [Parameter]
    public SwitchParameter Preview { get; set; }
}
