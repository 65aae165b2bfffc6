namespace NocExpress.Models;

/// <summary>What a request for several sites is about. Each stands for a ticket subtype that the API prescribes.</summary>
public enum NocMultiSiteKind
{
    /// <summary>Several sites are down ("Multi-Site Outage").</summary>
    Outage,

    /// <summary>Several sites are impaired ("Multi-Site Service Impact").</summary>
    ServiceImpact,

    /// <summary>For the carrier's information ("Multi-Site Informational").</summary>
    Informational,

    /// <summary>A change at several sites ("Multi-Site Configuration Request").</summary>
    ConfigurationRequest,
}
