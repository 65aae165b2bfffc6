namespace NocExpress.Models;

/// <summary>A service that a ticket is about (an element of the ticket's <c>configurations</c>).</summary>
public sealed class NocTicketConfiguration : NocResource
{
    internal NocTicketConfiguration()
    {
    }

    /// <summary>The configuration's identifier (<c>id</c>).</summary>
    public long? Id { get; init; }

    /// <summary>The configuration's name (<c>name</c>).</summary>
    public string? Name { get; init; }

    /// <summary>The configuration's type (<c>type</c>).</summary>
    public string? Type { get; init; }

    /// <summary>Returns the configuration's name.</summary>
    public override string ToString() => Name ?? Id?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? base.ToString();
}
