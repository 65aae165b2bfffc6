using System;

namespace NocExpress.Models;

/// <summary>
/// A NOC ticket, as <c>POST /api/v1/noc/tickets/external</c> and <c>GET /api/v1/noc/tickets/{ticket_id}</c> return it. Neither returns every
/// property: what an answer leaves out is <see langword="null"/>.
/// </summary>
public sealed class NocTicket : NocEntity
{
    internal NocTicket()
    {
    }

    /// <summary>The ticket's identifier (<c>id</c>).</summary>
    public long? Id { get; init; }

    /// <summary>A brief summary (<c>summary</c>).</summary>
    public string? Summary { get; init; }

    /// <summary>The current status in words (<c>status_name</c>), such as "Open". The API documents no list of statuses.</summary>
    public string? StatusName { get; init; }

    /// <summary><see cref="StatusName"/>, or <see cref="G360Status"/> where the server sends no other: the word by which to filter.</summary>
    public string? Status => string.IsNullOrEmpty(StatusName) ? G360Status : StatusName;

    /// <summary>The type of issue reported (<c>issue</c>).</summary>
    public string? Issue { get; init; }

    /// <summary>When the ticket was entered (<c>date_entered</c>).</summary>
    public DateTimeOffset? DateEntered { get; init; }

    /// <summary>When the ticket was last changed (<c>last_updated</c>).</summary>
    public DateTimeOffset? LastUpdated { get; init; }

    /// <summary>When the ticket was resolved (<c>date_resolved</c>): a value is the sure sign that it has ended.</summary>
    public DateTimeOffset? DateResolved { get; init; }

    /// <summary>How long ago the ticket was entered, by the clock of this machine. Computed, not sent.</summary>
    public TimeSpan? Age => Since(DateTimeOffset.UtcNow);

    /// <summary>How long it took from the ticket's entry to its resolution; none while it is not resolved. Computed, not sent.</summary>
    public TimeSpan? TimeToResolve => DateResolved is { } end ? Since(end) : null;

    /// <summary>The name of the site (<c>site_name</c>).</summary>
    public string? SiteName { get; init; }

    /// <summary>The name of the company (<c>company_name</c>).</summary>
    public string? CompanyName { get; init; }

    /// <summary>The identifier of the company (<c>company_identifier</c>).</summary>
    public string? CompanyIdentifier { get; init; }

    /// <summary>The street address (<c>address_1</c>).</summary>
    public string? Address1 { get; init; }

    /// <summary>Suite, floor or building (<c>address_2</c>).</summary>
    public string? Address2 { get; init; }

    /// <summary>The city (<c>city</c>).</summary>
    public string? City { get; init; }

    /// <summary>The two-letter state code (<c>state</c>).</summary>
    public string? State { get; init; }

    /// <summary>The postal code (<c>zip</c>), as text: leading zeros count.</summary>
    public string? Zip { get; init; }

    /// <summary>The name of the service (<c>service_name</c>).</summary>
    public string? ServiceName { get; init; }

    /// <summary>The identifier of the service (<c>service_id</c>).</summary>
    public string? ServiceId { get; init; }

    /// <summary>What the service's identifier is called (<c>service_id_label</c>).</summary>
    public string? ServiceIdLabel { get; init; }

    /// <summary>The status in Granite360 (<c>g360_status</c>).</summary>
    public string? G360Status { get; init; }

    /// <summary>Whether the ticket was escalated in Granite360 (<c>g360_escalated</c>).</summary>
    public bool? G360Escalated { get; init; }

    /// <summary>The services that the ticket is about (<c>configurations</c>).</summary>
    public NocCollection<NocTicketConfiguration> Configurations { get; init; } = NocCollection<NocTicketConfiguration>.Empty;

    /// <summary>The files of the ticket (<c>attachments</c>), each with the outcome of its upload.</summary>
    public NocCollection<NocTicketAttachment> Attachments { get; init; } = NocCollection<NocTicketAttachment>.Empty;

    /// <summary>
    /// When the ticket was opened, where it was an earlier run that did, and it came out of the journal; <see langword="null"/> where this
    /// run opened it.
    /// </summary>
    public DateTimeOffset? Recorded { get; internal set; }

    /// <summary>The account number of the site that <c>New-NocTicket</c> opened it for, where its answer told which that is.</summary>
    public string? Macnum { get; internal set; }

    /// <summary>The configurations that <c>New-NocTicket</c> opened it for, as far as they are known.</summary>
    public NocCollection<long> ConfigurationIds { get; internal set; } = NocCollection<long>.Empty;

    /// <summary>The customer's own number that <c>New-NocTicket</c> opened it with.</summary>
    public string? CustomerTicketNumber { get; internal set; }

    /// <summary>Whether the answer spoke of attachments at all.</summary>
    internal bool ListsAttachments { get; init; }

    private protected override object? Identity => Id;

    /// <summary>Takes what only the one who opened the ticket knows from how it was known before.</summary>
    internal void TakeOver(NocTicket? known)
    {
        Macnum ??= known?.Macnum;
        CustomerTicketNumber ??= known?.CustomerTicketNumber;
        ConfigurationIds = known is { ConfigurationIds.Count: > 0 } ? known.ConfigurationIds : ConfigurationIds;
    }

    /// <remarks>Of two machines the clocks differ: nothing ends before it began.</remarks>
    private TimeSpan? Since(DateTimeOffset end) => DateEntered is { } begin ? end > begin ? end - begin : TimeSpan.Zero : null;

    /// <summary>Returns the ticket's number and summary.</summary>
    public override string ToString() => $"#{Id} {Summary}".TrimEnd();
}
