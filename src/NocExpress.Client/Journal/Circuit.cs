namespace NocExpress.Client.Journal;

/// <summary>A service at a site, of one company on one server: what is down.</summary>
internal sealed record Circuit(string Server, string? Tenant, string Macnum, long ConfigurationId);
