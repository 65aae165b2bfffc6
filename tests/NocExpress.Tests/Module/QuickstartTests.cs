using System;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Module;

public sealed class QuickstartTests
{
    [Fact]
    public async Task The_quickstart_opens_tickets_and_shows_them_in_tables()
    {
        (int exitCode, string output) = await ChildProcess.RunAsync(ChildProcess.Program("src", "NocExpress.Quickstart"), []);

        Assert.True(exitCode == 0, output);
        Assert.Matches("Id +Status +SiteName +Issue +LastUpdated", output);
        Assert.Contains("Done: 12 tickets.", output, StringComparison.Ordinal);
    }
}
