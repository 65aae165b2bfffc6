using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Journal;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Sharing;

/// <summary>What users read of the journals in a connection's table, and add to them.</summary>
internal sealed class SharedJournals(ISharedStorage? storage = null) : ISharedJournals
{
    private const int MostNamed = 3;

    /// <summary>The connection has no table.</summary>
    /// <param name="parameter">The parameter that needs one.</param>
    public static NocException NoTable(string parameter) => new(
        NocErrorKind.ValidationFailed,
        $"{parameter} names a journal in an Azure table, and the connection has none. Connect with -StorageUri, or set NOCEXPRESS_STORAGE_URI. Nothing was sent.");

    public Task<IReadOnlyList<string>> NamesAsync(ICallContext call) =>
        JournalFailure.RethrowAsync(new JournalPlace("*"), () => Storage.NamesAsync(call.CancellationToken));

    public async Task<IReadOnlyList<NocJournalEntry>> ReadAsync(string name, ICallContext call)
    {
        using ISharedJournal journal = await Storage.OpenAsync(name, writes: false, call.CancellationToken).ConfigureAwait(false);
        IReadOnlyList<CircuitRecord> records =
            await JournalFailure.RethrowAsync(journal.Place, () => journal.AllAsync(call.CancellationToken)).ConfigureAwait(false);
        return [.. records.OrderBy(record => record.Request.SentAt).Select(record => JournalEntries.Of(record, journal.Place))];
    }

    public async Task RemoveAsync(string name, bool force, ICallContext call)
    {
        using ISharedJournal journal = await Storage.OpenAsync(name, writes: false, call.CancellationToken).ConfigureAwait(false);
        await JournalFailure.RethrowAsync(
            journal.Place,
            async () =>
            {
                IReadOnlyList<CircuitRecord> records = await journal.AllAsync(call.CancellationToken).ConfigureAwait(false);
                if (!force)
                {
                    RefuseUnknown(journal.Place, records);
                }

                await journal.RemoveAsync(call.CancellationToken).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<NocJournalEntry>> SettleAsync(
        IReadOnlyList<NocJournalEntry> entries, FoundTicket? found, bool force, ICallContext call)
    {
        List<NocJournalEntry> settled = [];
        foreach (IGrouping<string, NocJournalEntry> journal in entries.GroupBy(entry => entry.Journal!))
        {
            using ISharedJournal store = await Storage.OpenAsync(journal.Key, writes: false, call.CancellationToken).ConfigureAwait(false);
            Settlement settlement = Settling.Of(found, store.Now);
            settled.AddRange(await Settling.SettleAsync(store, [.. journal], settlement, force, call.CancellationToken).ConfigureAwait(false));
        }

        return settled;
    }

    private ISharedStorage Storage => storage ?? throw NoTable("-Name");

    private static void RefuseUnknown(JournalPlace journal, IReadOnlyList<CircuitRecord> records)
    {
        CircuitRecord[] unknown = [.. records.Where(record => record.State is CircuitState.Claimed or CircuitState.Unknown or CircuitState.Held)];
        if (unknown.Length > 0)
        {
            string macnums = string.Join(", ", unknown.Take(MostNamed).Select(record => record.Ticket.Circuit.Macnum));
            throw new NocException(
                unknown.Any(record => record.State == CircuitState.Held) ? NocErrorKind.JournalInUse : NocErrorKind.ValidationFailed,
                $"The journal '{journal}' stays: nobody knows yet whether {unknown.Length} of its circuits have tickets (macnum {macnums}{(unknown.Length > MostNamed ? " and others" : "")}). "
                + "Settle them by Resolve-NocJournalEntry first; -Force removes the journal all the same.");
        }
    }
}
