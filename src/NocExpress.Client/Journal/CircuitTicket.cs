using System;

namespace NocExpress.Client.Journal;

/// <summary>
/// The ticket of a circuit, and what counts as the same: its server, company, site and configuration, what is reported of it, and the
/// customer's number. Not the description, the contacts, the window, the files, nor what else was in the request: they change from run to
/// run of one outage. The case of names does not count: it is the server's where the issue could be looked up, and the user's where not.
/// </summary>
internal sealed class CircuitTicket(Circuit circuit, string typeName, string subtypeName, string issueName, string? customerTicketNumber)
    : IEquatable<CircuitTicket>
{
    public Circuit Circuit { get; } = circuit;

    public string TypeName { get; } = typeName.Trim();

    public string SubtypeName { get; } = subtypeName.Trim();

    public string IssueName { get; } = issueName.Trim();

    public string? CustomerTicketNumber { get; } = customerTicketNumber;

    public bool Equals(CircuitTicket? other) =>
        other is not null
        && Circuit.Equals(other.Circuit)
        && string.Equals(CustomerTicketNumber, other.CustomerTicketNumber, StringComparison.Ordinal)
        && Same(IssueName, other.IssueName)
        && Same(TypeName, other.TypeName)
        && Same(SubtypeName, other.SubtypeName);

    public override bool Equals(object? obj) => Equals(obj as CircuitTicket);

    /// <remarks>A circuit has few tickets in a journal, so that the rest need not be hashed.</remarks>
    public override int GetHashCode() => Circuit.GetHashCode();

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
