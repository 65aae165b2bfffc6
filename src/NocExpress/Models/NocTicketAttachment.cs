namespace NocExpress.Models;

/// <summary>A file of a ticket (an element of the ticket's <c>attachments</c>).</summary>
public sealed class NocTicketAttachment : NocResource
{
    internal NocTicketAttachment()
    {
    }

    /// <summary>The file's identifier (<c>id</c>), where the server gives one.</summary>
    public string? Id { get; init; }

    /// <summary>The file's name (<c>filename</c>).</summary>
    public string? Filename { get; init; }

    /// <summary>The outcome of the upload (<c>status</c>), such as "success" or "failure".</summary>
    public string? Status { get; init; }

    /// <summary>Returns the file's name.</summary>
    public override string ToString() => Filename ?? Id ?? base.ToString();
}
