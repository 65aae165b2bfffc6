namespace NocExpress.Models;

/// <summary>A service of a site, as <c>GET /api/v1/noc/configurations/external</c> lists it: what a ticket is opened for.</summary>
public sealed class NocConfiguration : NocEntity
{
    internal NocConfiguration()
    {
    }

    /// <summary>The configuration's identifier (<c>id</c>).</summary>
    public long? Id { get; init; }

    /// <summary>The configuration's identifier again, under the name that <c>New-NocTicket</c> binds it by, so that an exported list can be imported.</summary>
    public long? ConfigurationId => Id;

    /// <summary>The configuration's name (<c>name</c>).</summary>
    public string? Name { get; init; }

    /// <summary>The configuration's own type (<c>type</c>), which is not the type of a ticket.</summary>
    public string? Type { get; init; }

    /// <summary>The configuration's status (<c>status</c>).</summary>
    public string? Status { get; init; }

    /// <summary>The account number of the site that the configuration belongs to (<c>macnum</c> or <c>site_macnum</c>, else the one asked for).</summary>
    public string? Macnum { get; init; }

    /// <summary>The name of the site that the configuration belongs to (<c>site_name</c>).</summary>
    public string? SiteName { get; init; }

    /// <summary>The ticket types that the server names for the configuration: none, one or several.</summary>
    public NocCollection<string> TypeNames { get; init; } = NocCollection<string>.Empty;

    /// <summary>The ticket subtypes that the server names for the configuration: none, one or several.</summary>
    public NocCollection<string> SubtypeNames { get; init; } = NocCollection<string>.Empty;

    /// <summary>The ticket type, where the server names exactly one.</summary>
    public string? TypeName => TypeNames is [var only] ? only : null;

    /// <summary>The ticket subtype, where the server names exactly one.</summary>
    public string? SubtypeName => SubtypeNames is [var only] ? only : null;

    private protected override object? Identity => Id;

    /// <summary>Returns the configuration's name.</summary>
    public override string ToString() => Name ?? Id?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? base.ToString();
}
