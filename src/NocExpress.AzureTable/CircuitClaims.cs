using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Azure;
using Azure.Data.Tables;
using NocExpress.Client.Journal;

namespace NocExpress.AzureTable;

/// <summary>Claims the circuits of a request, all or none.</summary>
internal sealed class CircuitClaims(TableClient table, string partition, CircuitQuery query, RunLeases leases)
{
    /// <summary>
    /// Inserts the rows of the circuits and, with the first of them, that of the request. In the order of their keys: of two runs that cross
    /// one fails early.
    /// </summary>
    /// <returns>Whether they were claimed.</returns>
    public async Task<bool> TryClaimAsync(JournalClaim claim, CancellationToken cancellationToken)
    {
        if (claim.Circuits.Any(circuit => circuit.Found?.State == CircuitState.Held)
            || !await ClearLapsedAsync(claim, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        RequestLease lease = leases.New(claim.Request.Id);
        RowBatches batches = new(table);
        batches.AddFirst(new TableTransactionAction(TableTransactionActionType.Add, lease.Row()), lease.Inserted);
        foreach (ClaimedCircuit circuit in claim.Circuits.OrderBy(circuit => JournalKey.OfTicket(circuit.Ticket), StringComparer.Ordinal))
        {
            TableEntity row = CircuitRow.Of(partition, claim, circuit);
            batches.Add(
                circuit.Found is TableRecord found
                    ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, found.Tag)
                    : new TableTransactionAction(TableTransactionActionType.Add, row),
                tag => lease.Circuits[circuit.Ticket] = tag);
        }

        if (await batches.TrySubmitAsync((rows, token) => IsClaimedAsync(lease, claim, rows, token), cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        await leases.ReleaseAsync(claim.Request.Id).ConfigureAwait(false);
        return false;
    }

    /// <summary>Claims them for another attempt, after one that has ended and was recorded, if they are as this run has left them.</summary>
    public async Task<bool> TryClaimAgainAsync(JournalClaim claim, CancellationToken cancellationToken)
    {
        Circuit[] wanted = [.. claim.Circuits.Select(circuit => circuit.Ticket.Circuit)];
        Dictionary<CircuitTicket, CircuitRecord> known =
            (await query.FindAsync(wanted, cancellationToken).ConfigureAwait(false)).ToDictionary(record => record.Ticket);
        ClaimedCircuit[] circuits =
        [
            .. claim.Circuits.Select(circuit => circuit with { Found = known.TryGetValue(circuit.Ticket, out CircuitRecord? record) ? record : null }),
        ];
        return circuits.All(circuit => circuit.Found is { State: CircuitState.NotSent or CircuitState.Refused } found && found.Request.Id == claim.Request.Id)
            && await TryClaimAsync(claim with { Circuits = circuits }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The row as it is in the table, if it is of the same request and in the same state: where an answer was lost, a write may be made twice.</summary>
    public async Task<TableEntity?> RowIfSameAsync(TableEntity row, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found =
            await table.GetEntityIfExistsAsync<TableEntity>(partition, row.RowKey, cancellationToken: cancellationToken).ConfigureAwait(false);
        return found.HasValue
            && found.Value!.GetString("Request") == row.GetString("Request")
            && found.Value.GetString("State") == row.GetString("State")
                ? found.Value
                : null;
    }

    /// <summary>Deletes the requests of runs that died before they sent them, each as it was found: theirs or ours, one of us has it.</summary>
    private async Task<bool> ClearLapsedAsync(JournalClaim claim, CancellationToken cancellationToken)
    {
        IEnumerable<TableEntity> lapsed = claim.Circuits.Select(circuit => (circuit.Found as TableRecord)?.Lapsed).OfType<TableEntity>();
        foreach (TableEntity request in lapsed.GroupBy(row => row.RowKey).Select(same => same.First()))
        {
            try
            {
                await table.DeleteEntityAsync(partition, request.RowKey, request.ETag, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestFailedException error) when (error.Status == TableFault.PreconditionFailed)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether rows that could not be claimed are this run's all the same.</summary>
    private async Task<bool> IsClaimedAsync(
        RequestLease lease, JournalClaim claim, IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        if (!await lease.FindAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        Dictionary<string, CircuitTicket> tickets =
            claim.Circuits.ToDictionary(circuit => JournalKey.OfTicket(circuit.Ticket), circuit => circuit.Ticket, StringComparer.Ordinal);
        foreach (TableEntity row in rows.Where(row => tickets.ContainsKey(row.RowKey)))
        {
            if (await RowIfSameAsync(row, cancellationToken).ConfigureAwait(false) is not { } found)
            {
                return false;
            }

            lease.Circuits[tickets[row.RowKey]] = found.ETag;
        }

        return true;
    }
}
