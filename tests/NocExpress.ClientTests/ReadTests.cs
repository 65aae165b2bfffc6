using System.Collections.Generic;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Tests.Support;

namespace NocExpress.ClientTests;

/// <summary>What is read.</summary>
internal static class ReadTests
{
    public static IEnumerable<ClientTest> All =>
    [
        new("it connects", ConnectAsync),
        new("it lists sites, configurations and issues", ListAsync),
        new("it reads a list of 20,000 sites", LongListAsync),
    ];

    private static async Task ConnectAsync()
    {
        using INocClient client = Server.Connect();
        await client.ConnectAsync(new QuietCall());
        Expect.True(client.TokenExpiresAt is not null, "the token has no end");
    }

    private static async Task ListAsync()
    {
        using INocClient client = Server.Connect();
        List<NocSite> sites = await SitesAsync(client);
        Expect.Equal(12, sites.Count);
        List<NocConfiguration> configurations = await ConfigurationsAsync(client, sites[0].Macnum!);
        Expect.True(configurations.Count > 0, "there are no configurations");
        IReadOnlyList<NocIssue> issues = await client.GetIssuesAsync(
            new IssueQuery { TypeName = configurations[0].TypeNames[0], SubtypeName = configurations[0].SubtypeNames[0] }, new QuietCall());
        Expect.True(issues.Count > 0, "there are no issues");
    }

    private static async Task LongListAsync()
    {
        await Server.BehaveAsync("""{"siteCount":20000}""");
        using INocClient client = Server.Connect();
        Expect.Equal(20000, (await SitesAsync(client)).Count);
    }

    public static async Task<List<NocSite>> SitesAsync(INocClient client, QuietCall? call = null)
    {
        List<NocSite> sites = [];
        await client.GetSitesAsync(
            new SiteQuery(),
            site =>
            {
                sites.Add(site);
                return Task.CompletedTask;
            },
            call ?? new QuietCall());
        return sites;
    }

    public static async Task<List<NocConfiguration>> ConfigurationsAsync(INocClient client, string macnum)
    {
        List<NocConfiguration> configurations = [];
        await client.GetConfigurationsAsync(
            new ConfigurationQuery { Macnums = [macnum], Services = ["Broadband"] },
            configuration =>
            {
                configurations.Add(configuration);
                return Task.CompletedTask;
            },
            new QuietCall());
        return configurations;
    }
}
