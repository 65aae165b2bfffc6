using System;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Contract;

/// <summary>
/// What the user said of one ticket, unchecked: a configuration or a row of the input with the parameters that complete it. Values
/// are text wherever a row could hold text, because a value that PowerShell refuses to bind would drop one row and let the others through.
/// </summary>
internal sealed class TicketItem
{
    /// <summary>The position in the input, from 1.</summary>
    public required int Position { get; init; }

    /// <summary>The user's own object, for the error record.</summary>
    public object? Source { get; init; }

    public string? SiteName { get; init; }

    public string? Macnum { get; init; }

    /// <summary>The macnum that the configuration itself names, where the item is one.</summary>
    public string? ConfigurationMacnum { get; init; }

    public IReadOnlyList<string> ConfigurationIds { get; init; } = [];

    public IReadOnlyList<string> TypeNames { get; init; } = [];

    public IReadOnlyList<string> SubtypeNames { get; init; } = [];

    public string? MaintenanceWindow { get; init; }

    public string? IssueName { get; init; }

    public string? InitialDescription { get; init; }

    public string? CustomerTicketNumber { get; init; }

    public string? PriorTicket { get; init; }

    public string? ContactName { get; init; }

    public string? ContactEmailAddress { get; init; }

    public string? LocalContactName { get; init; }

    public string? LocalContactNumber { get; init; }

    public IReadOnlyList<ContactDraft> AdditionalContacts { get; init; } = [];

    public string? AutomaticEmailContact { get; init; }

    public string? AutomaticEmailCc { get; init; }

    public IReadOnlyList<string> AutomaticEmailCcAddress { get; init; } = [];

    public string? AccessHours { get; init; }

    public string? TechnicianDispatchApproved { get; init; }

    public string? GrantedTenantMacnum { get; init; }

    public IReadOnlyList<AttachmentPath> Attachments { get; init; } = [];

    /// <summary>What is wrong with the item as a whole, if its kind cannot be reported at all.</summary>
    public string? Problem { get; init; }

    public override string ToString()
    {
        string macnum = string.IsNullOrWhiteSpace(Macnum) ? "" : $", macnum {TerminalText.Line(Macnum!)}";
        string ids = string.Join(", ", ConfigurationIds.Where(id => !string.IsNullOrWhiteSpace(id)));
        string configurations = ids.Length == 0 ? "" : $", configuration {TerminalText.Line(ids)}";
        return $"item {Position}{macnum}{configurations}";
    }
}

/// <summary>An additional contact as the user wrote it.</summary>
internal sealed record ContactDraft(string? Type, string? Name, string? Number, string? Problem = null);

/// <summary>A file as the user named it and as PowerShell resolved it; or why it could not be resolved.</summary>
internal sealed record AttachmentPath(string Given, string? FullPath, string? Problem = null);

/// <summary>How the items become requests.</summary>
internal sealed record TicketPlanOptions
{
    /// <summary>One request for many sites, of this kind; none: a request for each site.</summary>
    public NocMultiSiteKind? MultiSite { get; init; }

    public int SitesPerRequest { get; init; }

    public bool SkipIssueCheck { get; init; }

    /// <summary>The file that makes the run repeatable; none: no record is kept.</summary>
    public string? JournalPath { get; init; }

    /// <summary>The journal in the connection's table, in place of a file.</summary>
    public string? JournalName { get; init; }

    /// <summary>How old an opened ticket in the journal may be and still be one of this outage.</summary>
    public TimeSpan JournalMaxAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Send again what an earlier run sent without learning its outcome.</summary>
    public bool RetryUnknown { get; init; }

    /// <summary>Nothing is sent in the end, so that nothing is to be written either.</summary>
    public bool SendsNothing { get; init; }

    /// <summary>The company to act for, where an item names none.</summary>
    public string? GrantedTenantMacnum { get; init; }
}
