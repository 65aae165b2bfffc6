using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace NocExpress.ClientTests;

/// <summary>One test.</summary>
/// <param name="Name">What is so, in words.</param>
/// <param name="RunAsync">Fails where it is not.</param>
/// <param name="MonoLacks">What Mono lacks for it, if anything.</param>
internal sealed record ClientTest(string Name, Func<Task> RunAsync, string? MonoLacks = null)
{
    public static IReadOnlyList<ClientTest> All { get; } =
    [
        .. ReadTests.All, .. TicketTests.All, .. JournalTests.All, .. FaultTests.All, .. StalledTests.All, .. TlsTests.All, .. ConnectionTests.All,
    ];
}
