using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Azure;
using Azure.Data.Tables;
using NocExpress.Client.Journal;
using NocExpress.Client.Pacing;
using NocExpress.Client.Sharing;

namespace NocExpress.AzureTable;

/// <summary>
/// A journal in a partition of a table, for any number of runs on any machines at once. A circuit's row names the request that claims it, and
/// the request's row is the lease (<see cref="RequestLease"/>): a circuit is free where that is gone, or was never sent and has come to its end.
/// </summary>
internal sealed class TableJournal : ISharedJournal
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    private readonly TableClient _table;
    private readonly Uri _uri;
    private readonly TableClock _clock;
    private readonly TimeProvider _time;
    private readonly string _partition;
    private readonly CircuitQuery _query;
    private readonly RunLeases _leases;
    private readonly CircuitClaims _claims;

    public TableJournal(TableClient table, Uri uri, TableClock clock, TimeProvider time, string name, string holder)
    {
        (_table, _uri, _clock, _time) = (table, uri, clock, time);
        Place = new JournalPlace(name, uri);
        _partition = JournalKey.Partition(name);
        _query = new CircuitQuery(table, clock, _partition);
        _leases = new RunLeases(table, _partition, holder, time);
        _claims = new CircuitClaims(table, _partition, _query, _leases);
    }

    public JournalPlace Place { get; }

    public DateTimeOffset Now => _clock.Now;

    public Task<IReadOnlyList<CircuitRecord>> AllAsync(CancellationToken cancellationToken) =>
        CallAsync(() => _query.AllAsync(cancellationToken), cancellationToken);

    public Task<IReadOnlyList<CircuitRecord>> FindAsync(IReadOnlyCollection<Circuit> circuits, CancellationToken cancellationToken) =>
        CallAsync(() => _query.FindAsync(circuits, cancellationToken), cancellationToken);

    public Task<string> TicketsAsync(CircuitRecord opened, CancellationToken cancellationToken) => CallAsync(
        async () =>
        {
            string key = JournalKey.OfTicket(opened.Ticket);
            return CircuitRow.TicketsOf(
                await _table.GetEntityAsync<TableEntity>(_partition, key, cancellationToken: cancellationToken).ConfigureAwait(false));
        },
        cancellationToken);

    public Task<bool> TryClaimAsync(JournalClaim claim, CancellationToken cancellationToken) =>
        CallAsync(() => _claims.TryClaimAsync(claim, cancellationToken), cancellationToken);

    public Task<bool> TryBeginAsync(JournalClaim claim, CancellationToken cancellationToken) => CallAsync(
        async () =>
        {
            string id = claim.Request.Id;
            if (_leases.Find(id) is null && !await _claims.TryClaimAgainAsync(claim, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            // By both clocks, since one of them stops where the machine is suspended, and the other can be set.
            (DateTimeOffset wall, long ticks) = (_time.GetUtcNow(), _time.GetTimestamp());
            return await _leases.Find(id)!.BeginAsync(claim.Request.SentAt, cancellationToken).ConfigureAwait(false)
                && _time.GetUtcNow() - wall < RequestLease.Length
                && _time.GetElapsedTime(ticks) < RequestLease.Length;
        },
        cancellationToken);

    public async Task RecordAsync(JournalClaim claim, IReadOnlyList<SiteOutcome> outcomes, CancellationToken cancellationToken)
    {
        RequestLease lease = _leases.Find(claim.Request.Id)
            ?? throw new IOException($"The claim of the request is not in the table {_uri} any more.");
        RowBatches batches = new(_table);
        foreach (SiteOutcome outcome in outcomes)
        {
            foreach (ClaimedCircuit circuit in claim.At(outcome.Site.Macnum)
                .Where(circuit => outcome.ConfigurationIds.Contains(circuit.Ticket.Circuit.ConfigurationId)))
            {
                TableEntity row = CircuitRow.Of(_partition, claim, circuit, outcome);
                batches.Add(new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, lease.Circuits[circuit.Ticket]));
            }
        }

        try
        {
            await PatientlyAsync(
                async () =>
                {
                    batches.AddLast(await lease.EndAsync(cancellationToken).ConfigureAwait(false));
                    await batches.SubmitAsync(AreRecordedAsync, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _leases.Remove(claim.Request.Id);
        }
    }

    public Task ReleaseAsync(JournalClaim claim) => _leases.ReleaseAsync(claim.Request.Id);

    public Task SettleAsync(CircuitRecord found, Settlement settlement, CancellationToken cancellationToken) => CallAsync(
        async () =>
        {
            try
            {
                TableEntity row = CircuitRow.Of(_partition, found, settlement);
                return await _table.UpdateEntityAsync(row, ((TableRecord)found).Tag, TableUpdateMode.Merge, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestFailedException error) when (TableFault.IsLost(error))
            {
                throw new IOException("The entry has changed meanwhile.");
            }
        },
        cancellationToken);

    public Task RemoveAsync(CancellationToken cancellationToken) => CallAsync(
        async () =>
        {
            RowBatches batches = new(_table);
            AsyncPageable<TableEntity> rows = _table.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {_partition}"), select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken);
            await foreach (TableEntity row in rows.ConfigureAwait(false))
            {
                batches.Add(new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All));
            }

            await batches.SubmitAsync(static (_, _) => Task.FromResult(true), cancellationToken).ConfigureAwait(false);
            string key = JournalKey.OfName(Place.Name);
            return await _table.DeleteEntityAsync(JournalKey.List, key, ETag.All, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    public void Dispose() => _leases.Dispose();

    /// <summary>Whether rows that could not be recorded are recorded all the same: else what the table has of them is another's word.</summary>
    private async Task<bool> AreRecordedAsync(IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        foreach (TableEntity row in rows.Where(row => row.RowKey.StartsWith(JournalKey.Circuits, StringComparison.Ordinal)))
        {
            if (await _claims.RowIfSameAsync(row, cancellationToken).ConfigureAwait(false) is null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// What is known is worth more patience than what is only intended: tickets that are not recorded a person has to look for.
    /// </summary>
    private async Task PatientlyAsync(Func<Task<bool>> record, CancellationToken cancellationToken)
    {
        long began = _time.GetTimestamp();
        while (true)
        {
            try
            {
                await CallAsync(record, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (TableAwayException) when (_time.GetElapsedTime(began) < RequestLease.Length)
            {
                await _time.WaitAsync(_pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) =>
        TableFault.TranslateAsync(_uri, call, cancellationToken);
}
