using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.ClientTests;
using Xunit;

namespace NocExpress.Net8Tests;

/// <summary>The client on .NET 8, against the sandbox, which has a .NET of its own.</summary>
public sealed class RuntimeTests(SandboxProcess sandbox) : IClassFixture<SandboxProcess>
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    public static IEnumerable<object[]> Names => ClientTest.All.Select(static test => new object[] { test.Name });

    [Fact]
    public void The_tests_run_on_the_oldest_runtime_that_is_supported()
    {
        Assert.Equal(8, Environment.Version.Major);
        Assert.Contains(Path.Combine("obj", "dotnet"), typeof(object).Assembly.Location, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_client_does_as_its_test_says(string name)
    {
        Assert.True(sandbox.IsThere);
        await Server.ResetAsync();
        await ClientTest.All.Single(test => test.Name == name).RunAsync().WaitAsync(_patience);
    }
}
