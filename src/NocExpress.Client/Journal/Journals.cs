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

        using FileJournal journal = FileJournal.OpenToRead(path);
        foreach (CircuitRecord record in journal.Index.All)
        {
            yield return JournalEntries.Of(record, path);
        }
    }

    public async Task<IReadOnlyList<NocJournalEntry>> SettleAsync(
        IReadOnlyList<NocJournalEntry> entries, FoundTicket? found, bool force, ICallContext call)
    {
        Settlement settlement = new(time.GetUtcNow(), $"{Environment.UserName} on {Environment.MachineName}")
        {
            TicketId = found?.Ticket.Id,
            Tickets = found is null ? null : $"[{found.Json}]",
        };
        List<NocJournalEntry> settled = [];
        foreach (IGrouping<string?, NocJournalEntry> journal in entries.GroupBy(entry => entry.Journal))
        {
            settled.AddRange(journal.Key is { } path
                ? await SettleAsync(path, [.. journal], settlement, force, call).ConfigureAwait(false)
                : journal.Select(entry => SettleInProcess(entry, settlement)));
        }

        return settled;
    }

    private async Task<List<NocJournalEntry>> SettleAsync(
        string path, NocJournalEntry[] entries, Settlement settlement, bool force, ICallContext call)
    {
        using FileJournal journal = await OpenJournals.OpenAsync(path, time, call).ConfigureAwait(false);
        List<NocJournalEntry> settled = [];
        foreach (CircuitTicket ticket in entries.Select(JournalEntries.TicketOf))
        {
            CircuitRecord record = journal.Index.Find(ticket) ?? throw Gone(path, ticket);
            if (!force && record.State is not (CircuitState.Claimed or CircuitState.Unknown))
            {
                throw new NocException(NocErrorKind.ValidationFailed, $"The entry is not unknown any more: {JournalEntries.Of(record, path)}. Nothing was recorded of it; -Force does.");
            }

            await SettleAsync(journal, record, settlement).ConfigureAwait(false);
            ProcessLog.TrySettle(ticket, settlement);
            settled.Add(JournalEntries.Of(journal.Index.Find(ticket)!, path));
        }

        return settled;
    }

    private static async Task SettleAsync(FileJournal journal, CircuitRecord record, Settlement settlement)
    {
        try
        {
            await journal.SettleAsync(record, settlement, default).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            throw new NocException(NocErrorKind.JournalFailed, $"What was found of configuration {record.Ticket.Circuit.ConfigurationId} is not recorded. {error.Message}", error) { SafeToRetry = true };
        }
    }

    private static NocJournalEntry SettleInProcess(NocJournalEntry entry, Settlement settlement)
    {
        CircuitTicket ticket = JournalEntries.TicketOf(entry);
        return ProcessLog.TrySettle(ticket, settlement) ? ProcessLog.All().First(sent => JournalEntries.TicketOf(sent).Equals(ticket)) : throw Gone(null, ticket);
    }

    private static NocException Gone(string? path, CircuitTicket ticket) => new(
        NocErrorKind.ValidationFailed,
        $"{(path is null ? "This process" : $"The journal '{path}'")} has no entry for configuration {ticket.Circuit.ConfigurationId} of macnum {ticket.Circuit.Macnum}. Nothing was recorded of it.");
}
