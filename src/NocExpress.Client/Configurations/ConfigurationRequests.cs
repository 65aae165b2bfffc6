using System.Linq;
using NocExpress.Client.Api;
using NocExpress.Client.Guesses;
using NocExpress.Client.Lists;
using NocExpress.Contract;
using NocExpress.Text;

namespace NocExpress.Client.Configurations;

/// <summary>The requests for configurations.</summary>
[GoesBy(Guess.ConfigurationsPath)]
internal static class ConfigurationRequests
{
    public const string LongPath = "api/v1/noc/configurations/external";

    /// <summary>How the page of Create Ticket calls the same thing.</summary>
    public const string ShortPath = "api/v1/noc/configurations";

    public static ApiRequest Make(string path, ConfigurationQuery query, PageRequest page) =>
        new ApiRequest { Path = path, Subject = SubjectOf(query), ExistsOnEveryServer = true }
            .With("macnums", query.Macnums)
            .With("services", query.Services)
            .With("search_service_id", query.ServiceId)
            .With("search_serial_number", query.SerialNumber)
            .With("page_size", page.Size)
            .With("page", page.Number)
            .With("granted_tenant_macnum", query.GrantedTenantMacnum);

    public static string SubjectOf(ConfigurationQuery query) =>
        $"The configurations of macnum {FirstFew.Of(query.Macnums.Select(macnum => TerminalText.Line(macnum)))}";
}
