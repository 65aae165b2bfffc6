using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.ClientTests;

/// <summary>Runs that are repeated by a journal.</summary>
internal static class JournalTests
{
    public static IEnumerable<ClientTest> All =>
    [
        new("a run that is repeated opens no ticket again", RepeatAsync),
        new("what a run sent without an answer is not sent by the next", UnknownAsync),
    ];

    private static Task RepeatAsync() => WithJournalAsync(async journal =>
    {
        using INocClient client = Server.Connect();
        NocTicket first = await TicketTests.OpenAsync(client, journal: journal);
        NocTicket second = await TicketTests.OpenAsync(client, journal: journal);
        Expect.Equal(first.Id, second.Id);
        await FaultTests.StoredAsync(1);
    });

    private static Task UnknownAsync() => WithJournalAsync(async journal =>
    {
        using INocClient client = Server.Connect(timeout: 5);
        await Server.AddFaultAsync("""{"path":"tickets/external","when":"after","cut":true,"times":1}""");
        await Expect.FailsAsync(NocErrorKind.OutcomeUnknown, () => TicketTests.OpenAsync(client, journal: journal));
        await Expect.FailsAsync(NocErrorKind.OutcomeUnknown, () => TicketTests.OpenAsync(client, journal: journal));
        await FaultTests.StoredAsync(1);
    });

    private static async Task WithJournalAsync(Func<string, Task> run)
    {
        string journal = Path.Combine(Path.GetTempPath(), $"nocexpress-{Guid.NewGuid():N}.jsonl");
        try
        {
            await run(journal);
        }
        finally
        {
            File.Delete(journal);
        }
    }
}
