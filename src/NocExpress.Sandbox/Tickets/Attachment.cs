namespace NocExpress.Sandbox.Tickets;

/// <summary>A file sent with a ticket, and whether it was kept.</summary>
internal sealed record Attachment(string FileName, bool Stored);
