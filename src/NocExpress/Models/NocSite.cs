using System;

namespace NocExpress.Models;

/// <summary>A location of the company, as <c>GET /api/v1/noc/companies/sites</c> lists it.</summary>
public sealed class NocSite : NocEntity
{
    internal NocSite()
    {
    }

    /// <summary>The site's identifier (<c>id</c>).</summary>
    public long? Id { get; init; }

    /// <summary>The site's name (<c>name</c>).</summary>
    public string? Name { get; init; }

    /// <summary>The account number of the site (<c>macnum</c>), which configurations and tickets are asked for by. Some sites have none.</summary>
    public string? Macnum { get; init; }

    /// <summary>The name of the site within its company (<c>site_name</c>).</summary>
    public string? SiteName { get; init; }

    /// <summary>The name of the account (<c>account_name</c>).</summary>
    public string? AccountName { get; init; }

    /// <summary>The street address (<c>address_line_1</c>).</summary>
    public string? AddressLine1 { get; init; }

    /// <summary>Suite, floor or building (<c>address_line_2</c>).</summary>
    public string? AddressLine2 { get; init; }

    /// <summary>The city (<c>city</c>).</summary>
    public string? City { get; init; }

    /// <summary>The two-letter state code (<c>state</c>).</summary>
    public string? State { get; init; }

    /// <summary>The postal code (<c>zip</c>), as text: leading zeros count.</summary>
    public string? Zip { get; init; }

    /// <summary>The account number of the parent company (<c>parent_macnum</c>).</summary>
    public string? ParentMacnum { get; init; }

    /// <summary>The name of the parent company (<c>parent_name</c>).</summary>
    public string? ParentName { get; init; }

    /// <summary>The parent's account (<c>parent_account</c>).</summary>
    public string? ParentAccount { get; init; }

    /// <summary>Whether the site has had a number of tickets (<c>is_chronic</c>).</summary>
    public bool? IsChronic { get; init; }

    private protected override object? Identity => (object?)Id ?? Macnum;

    /// <summary>Returns the site's name.</summary>
    public override string ToString() => Name ?? SiteName ?? Macnum ?? base.ToString();

    private protected override int Order(NocEntity other)
    {
        NocSite site = (NocSite)other;
        int order = StringComparer.OrdinalIgnoreCase.Compare(Name, site.Name);
        order = order != 0 ? order : StringComparer.Ordinal.Compare(Macnum, site.Macnum);
        return order != 0 ? order : Nullable.Compare(Id, site.Id);
    }
}
