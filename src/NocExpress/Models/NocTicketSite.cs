using NocExpress.Text;

namespace NocExpress.Models;

/// <summary>A site of a ticket request (an element of Create Ticket's <c>sites</c>).</summary>
public sealed class NocTicketSite
{
    internal NocTicketSite(string macnum, string maintenanceWindow, string? siteName, NocCollection<long> configurationIds)
    {
        ConfigurationIds = configurationIds;
        Macnum = macnum;
        MaintenanceWindow = maintenanceWindow;
        SiteName = siteName;
    }

    /// <summary>The account number of the site (<c>macnum</c>).</summary>
    public string Macnum { get; }

    /// <summary>When work may be done there (<c>maintenance_window</c>).</summary>
    public string MaintenanceWindow { get; }

    /// <summary>The name of the site, where the input says it. It is not sent.</summary>
    public string? SiteName { get; }

    /// <summary>Those of the request's configurations that belong to the site, as far as the input says. They are sent for all sites together.</summary>
    public NocCollection<long> ConfigurationIds { get; }

    /// <summary>Returns the site's name and account number.</summary>
    public override string ToString() => SiteName is null ? $"macnum {TerminalText.Line(Macnum)}" : $"{TerminalText.Line(SiteName)} (macnum {TerminalText.Line(Macnum)})";
}
