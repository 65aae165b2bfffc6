using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Journal;

/// <summary>What users read of journals, and add to them.</summary>
internal sealed class Journals(TimeProvider time) : IJournals
{
    /// <summary>The shell calls it by name.</summary>
    public static IJournals Create() => new Journals(TimeProvider.System);

    public IEnumerable<NocJournalEntry> OfProcess() => ProcessLog.All();

    public IEnumerable<NocJournalEntry> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new NocException(NocErrorKind.ValidationFailed, $"There is no journal '{path}'.");
        }

        using FileJournal journal = FileJournal.OpenToRead(path, time);
        foreach (CircuitRecord record in journal.Index.All)
        {
            yield return JournalEntries.Of(record, journal.Place);
        }
    }

    public async Task<IReadOnlyList<NocJournalEntry>> SettleAsync(
        IReadOnlyList<NocJournalEntry> entries, FoundTicket? found, bool force, ICallContext call)
    {
        Settlement settlement = Settling.Of(found, time.GetUtcNow());
        List<NocJournalEntry> settled = [];
        foreach (IGrouping<string?, NocJournalEntry> journal in entries.GroupBy(entry => entry.Journal))
        {
            settled.AddRange(journal.Key is { } path
                ? await SettleAsync(path, [.. journal], settlement, force, call).ConfigureAwait(false)
                : journal.Select(entry => SettleInProcess(entry, settlement)));
        }

        return settled;
    }

    private async Task<IReadOnlyList<NocJournalEntry>> SettleAsync(
        string path, NocJournalEntry[] entries, Settlement settlement, bool force, ICallContext call)
    {
        using FileJournal journal = await OpenJournals.OpenAsync(path, time, call).ConfigureAwait(false);
        return await Settling.SettleAsync(journal, entries, settlement, force, call.CancellationToken).ConfigureAwait(false);
    }

    private static NocJournalEntry SettleInProcess(NocJournalEntry entry, Settlement settlement)
    {
        CircuitTicket ticket = JournalEntries.TicketOf(entry);
        return ProcessLog.TrySettle(ticket, settlement, journal: null)
            ? ProcessLog.All().First(sent => JournalEntries.TicketOf(sent).Equals(ticket))
            : throw Settling.Gone(null, ticket);
    }
}
