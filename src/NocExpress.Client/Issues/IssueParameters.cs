using NocExpress.Client.Guesses;

namespace NocExpress.Client.Issues;

/// <summary>The names of the two query parameters that narrow the issues to a ticket type and subtype. No document says them.</summary>
/// <param name="Type">The one of the type.</param>
/// <param name="Subtype">The one of the subtype.</param>
[GoesBy(Guess.IssueParameters)]
internal sealed record IssueParameters(string Type, string Subtype)
{
    /// <summary>As Create Ticket names its fields.</summary>
    public static IssueParameters OfCreateTicket { get; } = new("type_name", "subtype_name");

    /// <summary>As a sibling of the API names a configuration's.</summary>
    public static IssueParameters OfInventory { get; } = new("ticket_type", "ticket_subtype");

    public override string ToString() => $"{Type} and {Subtype}";
}
