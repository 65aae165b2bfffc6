namespace NocExpress.Models;

/// <summary>An issue that a ticket can be opened for, as <c>GET /api/v1/noc/tickets/static</c> offers it.</summary>
public sealed class NocIssue
{
    internal NocIssue(string name, string? typeName, string? subtypeName)
    {
        Name = name;
        TypeName = typeName;
        SubtypeName = subtypeName;
    }

    /// <summary>The issue's name: what <c>New-NocTicket -IssueName</c> takes.</summary>
    public string Name { get; }

    /// <summary>The ticket type that the issue was asked for; none if all issues were.</summary>
    public string? TypeName { get; }

    /// <summary>The ticket subtype that the issue was asked for; none if all issues were.</summary>
    public string? SubtypeName { get; }

    /// <summary>Returns the issue's name.</summary>
    public override string ToString() => Name;
}
