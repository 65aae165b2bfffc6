namespace NocExpress.Models;

/// <summary>A further contact of a ticket (an element of Create Ticket's <c>additional_contacts</c>).</summary>
public sealed class NocContact
{
    internal NocContact(string type, string name, long number)
    {
        Type = type;
        Name = name;
        Number = number;
    }

    /// <summary>"Technical contact", "Local contact" or "Other": the API knows no other.</summary>
    public string Type { get; }

    /// <summary>The person's name.</summary>
    public string Name { get; }

    /// <summary>The person's phone number, as the API takes it: digits only.</summary>
    public long Number { get; }

    /// <summary>Returns the contact's name.</summary>
    public override string ToString() => Name;
}
