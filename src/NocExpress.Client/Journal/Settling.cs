using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Journal;

/// <summary>Records in a journal what a person has found out of its entries.</summary>
internal static class Settling
{
    public static Settlement Of(FoundTicket? found, DateTimeOffset now) => new(now, $"{Environment.UserName} on {Environment.MachineName}")
    {
        TicketId = found?.Ticket.Id,
        Tickets = found is null ? null : $"[{found.Json}]",
    };

    /// <summary>Records it of each entry.</summary>
    /// <returns>The entries as they are then.</returns>
    public static async Task<IReadOnlyList<NocJournalEntry>> SettleAsync(
        IJournalStore journal, IReadOnlyList<NocJournalEntry> entries, Settlement settlement, bool force, CancellationToken cancellationToken)
    {
        List<NocJournalEntry> settled = [];
        foreach (CircuitTicket ticket in entries.Select(JournalEntries.TicketOf))
        {
            CircuitRecord record = await FindAsync(journal, ticket, cancellationToken).ConfigureAwait(false);
            if (record.State == CircuitState.Held)
            {
                throw new NocException(NocErrorKind.JournalInUse, $"The entry is in the hands of a run: {record.HeldBy}. Nothing was recorded of it. Wait for that run's end.");
            }

            if (!force && record.State is not (CircuitState.Claimed or CircuitState.Unknown))
            {
                throw new NocException(
                    NocErrorKind.ValidationFailed,
                    $"The entry is not unknown any more: {JournalEntries.Of(record, journal.Place)}. Nothing was recorded of it; -Force does.");
            }

            await RecordAsync(journal, record, settlement, cancellationToken).ConfigureAwait(false);
            ProcessLog.TrySettle(ticket, settlement, journal.Place);
            settled.Add(JournalEntries.Of(await FindAsync(journal, ticket, cancellationToken).ConfigureAwait(false), journal.Place));
        }

        return settled;
    }

    /// <param name="journal">The journal; none: this process.</param>
    /// <param name="ticket">What is not in it.</param>
    public static NocException Gone(JournalPlace? journal, CircuitTicket ticket) => new(
        NocErrorKind.ValidationFailed,
        $"{(journal is null ? "This process" : $"The journal '{journal}'")} has no entry for configuration {ticket.Circuit.ConfigurationId} of macnum {ticket.Circuit.Macnum}. Nothing was recorded of it.");

    private static async Task<CircuitRecord> FindAsync(IJournalStore journal, CircuitTicket ticket, CancellationToken cancellationToken)
    {
        IReadOnlyList<CircuitRecord> records =
            await JournalFailure.RethrowAsync(journal.Place, () => journal.FindAsync([ticket.Circuit], cancellationToken)).ConfigureAwait(false);
        return records.FirstOrDefault(record => record.Ticket.Equals(ticket)) ?? throw Gone(journal.Place, ticket);
    }

    private static async Task RecordAsync(IJournalStore journal, CircuitRecord record, Settlement settlement, CancellationToken cancellationToken)
    {
        try
        {
            await journal.SettleAsync(record, settlement, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            throw new NocException(NocErrorKind.JournalFailed, $"What was found of configuration {record.Ticket.Circuit.ConfigurationId} is not recorded. {error.Message}", error) { SafeToRetry = true };
        }
    }
}
