using System;
using NocExpress.Text;

namespace NocExpress.Client.Journal;

/// <summary>
/// A service at a site, of one company on one server: what is down. The zeros that account numbers begin with do not count, because
/// spreadsheets drop them: where the server takes both spellings for the same configuration, they are the same circuit.
/// </summary>
internal sealed record Circuit(string Server, string? Tenant, string Macnum, long ConfigurationId)
{
    public bool Equals(Circuit? other) =>
        other is not null
        && ConfigurationId == other.ConfigurationId
        && string.Equals(Server, other.Server, StringComparison.Ordinal)
        && LeadingZeros.Same(Macnum, other.Macnum)
        && LeadingZeros.Same(Tenant, other.Tenant);

    /// <remarks>A macnum has few configurations, and a configuration few macnums, so that the rest need not be hashed.</remarks>
    public override int GetHashCode() => unchecked((LeadingZeros.HashOf(Macnum) * 397) ^ ConfigurationId.GetHashCode());
}
