using System;
using System.Linq;
using System.Threading.Tasks;
using CsCheck;
using NocExpress.Models;
using Xunit;

namespace NocExpress.Tests.Reading;

/// <summary>Servers drawn at random: none of them cuts a list in silence, or makes a row come twice.</summary>
[Trait("Category", "Fuzz")]
public sealed class RandomServerTests : ReadingTest
{
    private static readonly int[] _usual = [10, 20, 25, 30, 50, 100, 200, 250, 500, 1000];

    private static readonly Gen<Server> _servers =
        from defaultSize in Gen.OneOf(Gen.Const((int?)null), Of(_usual).Select(size => (int?)size))
        from maximumSize in Gen.OneOf(Gen.Const((int?)null), Of(_usual).Select(size => (int?)size))
        from oversize in Of("lower", "refuse", "disregard")
        from pages in Of("honoured", "honoured", "ignored", "refused")
        from beyond in Of("empty", "notFound", "badRequest", "lastPage")
        from overlap in Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 9]))
        from order in Gen.Frequency((5, Gen.Const("stable")), (1, Gen.Const("shuffled")))
        from withoutIds in Gen.Bool
        from vanishes in Gen.Frequency((4, Gen.Const((int?)null)), (1, Gen.Int[1, 6].Select(after => (int?)after)))
        from totalError in Gen.Frequency((1, Gen.Const((int?)null)), (1, Gen.Int[-50, 50].Select(error => (int?)error)))
        from count in Gen.OneOf(Gen.Int[0, 1200], Of(_usual), Of(_usual).Select(size => size + 1), Gen.Int[0, 50])
        from pageSize in Gen.Frequency((3, Gen.Const((int?)null)), (1, Gen.Int[1, 300].Select(size => (int?)size)))
        where !(defaultSize > maximumSize)
        select new Server(defaultSize, maximumSize, oversize, pages, beyond, overlap, order, withoutIds, vanishes, totalError, count, pageSize);

    [Fact]
    public async Task No_server_cuts_the_sites_in_silence() => await _servers.SampleAsync(
        async server =>
        {
            await ServeAsync(new { siteCount = server.Count, sites = server.Settings });
            for (int reading = 1; reading <= 2; reading++)
            {
                Reading<NocSite> sites = await ReadSitesAsync(server.PageSize);

                Assert.Equal(sites.Rows.Count, sites.Rows.Select(site => site.Name).Distinct().Count());
                int present = reading == 1 && sites.Rows.Count > 0 && sites.Rows[0].Name!.EndsWith("#118", StringComparison.Ordinal)
                    || server.Vanishes is null ? server.Count : Math.Max(0, server.Count - 1);
                Assert.True(sites.IsSaidToBeIncomplete || sites.Rows.Count >= present, $"{sites.Rows.Count} of {present}: {string.Join(' ', sites.Errors.Select(error => error.Message))}");
                Assert.InRange((await TakeRequestsAsync("sites")).Count, 1, 40 + 2 * server.Count);
            }
        },
        iter: 100,
        threads: 1);

    [Fact]
    public async Task No_server_cuts_the_configurations_in_silence() => await (from server in _servers from perSite in Gen.Int[1, 5] select (server, perSite)).SampleAsync(
        async drawn =>
        {
            (Server server, int perSite) = drawn;
            string[] macnums = MacnumsOf(server.Count % 150);
            if (macnums.Length == 0)
            {
                return;
            }

            await ServeAsync(new { siteCount = 150, configurationsPerSite = perSite, configurations = (server with { Vanishes = null }).Settings });
            for (int reading = 1; reading <= 2; reading++)
            {
                Reading<NocConfiguration> all = await ReadConfigurationsAsync(macnums, pageSize: server.PageSize);

                Assert.Equal(all.Rows.Count, all.Rows.Select(row => (row.Macnum, row.Name)).Distinct().Count());
                Assert.True(all.IsSaidToBeIncomplete || all.Rows.Count >= macnums.Length * perSite, $"{all.Rows.Count} of {macnums.Length * perSite}: {string.Join(' ', all.Errors.Select(error => error.Message))}");
                Assert.InRange((await TakeRequestsAsync("configurations")).Count, 1, 100 + 4 * macnums.Length * perSite);
            }
        },
        iter: 100,
        threads: 1);

    private static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    private sealed record Server(
        int? DefaultSize, int? MaximumSize, string Oversize, string Pages, string Beyond, int Overlap, string Order, bool WithoutIds, int? Vanishes, int? TotalError,
            int Count, int? PageSize)
    {
        public object Settings => new
        {
            defaultSize = DefaultSize,
            maximumSize = MaximumSize,
            oversize = Oversize,
            pages = Pages,
            beyond = Beyond,
            overlap = Overlap,
            order = Order,
            withoutIds = WithoutIds,
            firstRowVanishesAfter = Vanishes,
            envelope = "results",
            info = TotalError is null ? "none" : "object",
            total = TotalError is null ? null : "total",
            totalError = TotalError ?? 0,
        };
    }
}
