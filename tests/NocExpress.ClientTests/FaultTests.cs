using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.ClientTests;

/// <summary>Each of the sandbox's faults, once in a read and once in a create.</summary>
internal static class FaultTests
{
    public static IEnumerable<ClientTest> All =>
    [
        new("a read that is refused for the moment is tried again", () => PassesAsync("""{"method":"GET","status":503,"retryAfterSeconds":1,"times":1}""")),
        new("a read that is one too many is tried again", () => PassesAsync("""{"method":"GET","status":429,"retryAfterSeconds":1,"times":1}""")),
        new("a read whose connection breaks is tried again", () => PassesAsync("""{"method":"GET","cut":true,"times":1}""")),
        new("a late answer is waited for", () => PassesAsync("""{"delayMs":1500,"times":2}""")),
        new("a read that is not answered ends with the time limit", () => ReadFailsAsync("""{"method":"GET","silent":true}""", NocErrorKind.Timeout)),
        new("an answer that breaks off is told", () => ReadFailsAsync("""{"method":"GET","truncateTo":300}""", NocErrorKind.UnexpectedResponse, NocErrorKind.ConnectionFailed)),
        new("a page of HTML is told", () => ReadFailsAsync("""{"method":"GET","body":"<html>","contentType":"text/html"}""", NocErrorKind.UnexpectedResponse)),
        new("a redirect is not followed", () => ReadFailsAsync("""{"method":"GET","status":302,"headers":{"Location":"http://127.0.0.1:9/"}}""", NocErrorKind.UnexpectedResponse)),
        new("a refused token is renewed once", () => PassesAsync("""{"method":"GET","status":401,"times":1}""")),
        new("a create that is refused is told", () => CreateFailsAsync("""{"path":"tickets/external","status":400}""", NocErrorKind.RequestRejected, 0)),
        new("a create whose answer is lost is not sent again", () => CreateFailsAsync("""{"path":"tickets/external","when":"after","cut":true}""", NocErrorKind.OutcomeUnknown, 1)),
        new("a create that is not answered is not sent again",
            () => CreateFailsAsync("""{"path":"tickets/external","when":"after","silent":true}""", NocErrorKind.OutcomeUnknown, 1)),
        new("a create whose connection breaks first is not sent again", () => CreateFailsAsync("""{"path":"tickets/external","cut":true}""", NocErrorKind.OutcomeUnknown, 0)),
        new("a create that is one too many is sent again", () => CreatePassesAsync("""{"path":"tickets/external","status":429,"retryAfterSeconds":1,"times":1}""")),
    ];

    /// <summary>Makes sure that the sandbox has so many tickets.</summary>
    public static async Task StoredAsync(int count) => Expect.Equal(count, Count(await Server.TicketsAsync(), "\"status_name\""));

    private static async Task PassesAsync(string fault)
    {
        using INocClient client = Server.Connect(retries: 3);
        await Server.AddFaultAsync(fault);
        Expect.Equal(12, (await ReadTests.SitesAsync(client)).Count);
    }

    private static async Task ReadFailsAsync(string fault, NocErrorKind kind, NocErrorKind? or = null)
    {
        using INocClient client = Server.Connect(timeout: 3);
        await Server.AddFaultAsync(fault);
        try
        {
            await ReadTests.SitesAsync(client);
        }
        catch (NocException error)
        {
            Expect.True(error.Kind == kind || error.Kind == or, $"{kind} was expected, and it is {error.Kind}: {error.Message}");
            return;
        }

        throw new InvalidOperationException("Nothing failed.");
    }

    private static async Task CreatePassesAsync(string fault)
    {
        using INocClient client = Server.Connect(retries: 3);
        await Server.AddFaultAsync(fault);
        await TicketTests.OpenAsync(client);
        await StoredAsync(1);
    }

    private static async Task CreateFailsAsync(string fault, NocErrorKind kind, int stored)
    {
        using INocClient client = Server.Connect(timeout: 3, retries: 3);
        await Server.AddFaultAsync(fault);
        await Expect.FailsAsync(kind, () => TicketTests.OpenAsync(client));
        await StoredAsync(stored);
        Expect.Equal(1, Count(await Server.RequestsAsync(), "\"/api/v1/noc/tickets/external\""));
    }

    private static int Count(string text, string part) => text.Split([part], StringSplitOptions.None).Length - 1;
}
