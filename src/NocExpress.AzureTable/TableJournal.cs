using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Azure;
using Azure.Data.Tables;
using NocExpress.Client.Journal;
using NocExpress.Client.Sharing;

namespace NocExpress.AzureTable;

/// <summary>
/// A journal in a partition of a table, for any number of runs on any machines at once. A circuit's row names the request that claims it, and the
/// request's row is the lease (<see cref="RequestLease"/>): a circuit is free where that is gone, or was never sent and has come to its end.
/// </summary>
internal sealed class TableJournal : ISharedJournal
{
    private readonly TableClient _table;
    private readonly Uri _uri;
    private readonly TableClock _clock;
    private readonly TimeProvider _time;
    private readonly string _partition;
    private readonly CircuitQuery _query;
    private readonly string _run = Guid.NewGuid().ToString("N");
    private readonly string _holder;
    private readonly ConcurrentDictionary<string, RequestLease> _leases = new(StringComparer.Ordinal);
    private readonly ITimer _renewal;

    public TableJournal(TableClient table, Uri uri, TableClock clock, TimeProvider time, string name, string holder)
    {
        (_table, _uri, _clock, _time, _holder) = (table, uri, clock, time, holder);
        Place = new JournalPlace(name, uri);
        _partition = JournalKey.Partition(name);
        _query = new CircuitQuery(table, clock, _partition);
        TimeSpan third = TimeSpan.FromTicks(RequestLease.Length.Ticks / 3);
        _renewal = time.CreateTimer(_ => Renew(), null, third, third);
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
            TableEntity row = await _table.GetEntityAsync<TableEntity>(_partition, JournalKey.OfTicket(opened.Ticket), cancellationToken: cancellationToken).ConfigureAwait(false);
            return CircuitRow.TicketsOf(row);
        },
        cancellationToken);

    public Task<bool> TryClaimAsync(JournalClaim claim, CancellationToken cancellationToken) =>
        CallAsync(() => ClaimAsync(claim, cancellationToken), cancellationToken);

    public Task<bool> TryBeginAsync(JournalClaim claim, CancellationToken cancellationToken) => CallAsync(
        async () =>
        {
            if (!_leases.TryGetValue(claim.Request.Id, out RequestLease? lease))
            {
                // An attempt has ended, and been recorded. This is the next.
                if (await AsItIsAsync(claim, cancellationToken).ConfigureAwait(false) is not { } again || !await ClaimAsync(again, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                lease = _leases[claim.Request.Id];
            }

            // By both clocks, since one of them stops where the machine is suspended, and the other can be set.
            (DateTimeOffset wall, long ticks) = (_time.GetUtcNow(), _time.GetTimestamp());
            bool holds = await lease.BeginAsync(claim.Request.SentAt, cancellationToken).ConfigureAwait(false);
            return holds && _time.GetUtcNow() - wall < RequestLease.Length && _time.GetElapsedTime(ticks) < RequestLease.Length;
        },
        cancellationToken);

    public async Task RecordAsync(JournalClaim claim, IReadOnlyList<SiteOutcome> outcomes, CancellationToken cancellationToken)
    {
        if (!_leases.TryGetValue(claim.Request.Id, out RequestLease? lease))
        {
            throw new IOException($"The claim of the request is not in the table {_uri} any more.");
        }

        RowBatches batches = new(_table);
        foreach (SiteOutcome outcome in outcomes)
        {
            foreach (ClaimedCircuit circuit in claim.At(outcome.Site.Macnum).Where(circuit => outcome.ConfigurationIds.Contains(circuit.Ticket.Circuit.ConfigurationId)))
            {
                batches.Add(new TableTransactionAction(
                    TableTransactionActionType.UpdateReplace, CircuitRow.Of(_partition, claim, circuit, outcome), lease.Circuits[circuit.Ticket]));
            }
        }

        try
        {
            await PatientlyAsync(async () =>
            {
                batches.AddLast(await lease.EndAsync(cancellationToken).ConfigureAwait(false));
                await batches.SubmitAsync(IsRecordedAsync, cancellationToken).ConfigureAwait(false);
                return true;
            }, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _leases.TryRemove(claim.Request.Id, out _);
            lease.Dispose();
        }
    }

    public async Task ReleaseAsync(JournalClaim claim)
    {
        if (_leases.TryRemove(claim.Request.Id, out RequestLease? lease))
        {
            try
            {
                await lease.ReleaseAsync().ConfigureAwait(false);
            }
            catch (Exception error) when (error is RequestFailedException or AggregateException or OperationCanceledException or Azure.Identity.AuthenticationFailedException)
            {
                // It comes to its end by itself.
            }

            lease.Dispose();
        }
    }

    public Task SettleAsync(CircuitRecord found, Settlement settlement, CancellationToken cancellationToken) => CallAsync(
        async () =>
        {
            try
            {
                return await _table.UpdateEntityAsync(CircuitRow.Of(_partition, found, settlement), ((TableRecord)found).Tag, TableUpdateMode.Merge, cancellationToken).ConfigureAwait(false);
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
            return await _table.DeleteEntityAsync(JournalKey.List, JournalKey.OfName(Place.Name), ETag.All, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    public void Dispose()
    {
        _renewal.Dispose();
        foreach (RequestLease lease in _leases.Values)
        {
            lease.Dispose();
        }
    }

    /// <summary>Inserts the rows of the circuits and, with the first of them, that of the request. In the order of their keys: of two runs that cross one fails early.</summary>
    private async Task<bool> ClaimAsync(JournalClaim claim, CancellationToken cancellationToken)
    {
        if (claim.Circuits.Any(circuit => circuit.Found?.State == CircuitState.Held) || !await ClearLapsedAsync(claim, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        RequestLease lease = _leases[claim.Request.Id] = new RequestLease(_table, _partition, _run, _holder, claim.Request.Id);
        ClaimedCircuit[] circuits = [.. claim.Circuits.OrderBy(circuit => JournalKey.OfTicket(circuit.Ticket), StringComparer.Ordinal)];
        RowBatches batches = new(_table);
        batches.AddFirst(new TableTransactionAction(TableTransactionActionType.Add, lease.Row()), lease.Inserted);
        foreach (ClaimedCircuit circuit in circuits)
        {
            TableEntity row = CircuitRow.Of(_partition, claim, circuit);
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

        await ReleaseAsync(claim).ConfigureAwait(false);
        return false;
    }

    /// <summary>Deletes the requests of runs that died before they sent them, each as it was found: theirs or ours, one of us has it.</summary>
    private async Task<bool> ClearLapsedAsync(JournalClaim claim, CancellationToken cancellationToken)
    {
        foreach (TableEntity lapsed in claim.Circuits.Select(circuit => (circuit.Found as TableRecord)?.Lapsed).OfType<TableEntity>().GroupBy(row => row.RowKey).Select(same => same.First()))
        {
            try
            {
                await _table.DeleteEntityAsync(_partition, lapsed.RowKey, lapsed.ETag, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestFailedException error) when (error.Status == TableFault.PreconditionFailed)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The claim with the circuits as they are, if they are as this run has left them.</summary>
    private async Task<JournalClaim?> AsItIsAsync(JournalClaim claim, CancellationToken cancellationToken)
    {
        IReadOnlyList<CircuitRecord> records = await _query.FindAsync([.. claim.Circuits.Select(circuit => circuit.Ticket.Circuit)], cancellationToken).ConfigureAwait(false);
        Dictionary<CircuitTicket, CircuitRecord> known = records.ToDictionary(record => record.Ticket);
        ClaimedCircuit[] circuits = [.. claim.Circuits.Select(circuit => circuit with { Found = known.TryGetValue(circuit.Ticket, out CircuitRecord? record) ? record : null })];
        return circuits.All(circuit => circuit.Found is { State: CircuitState.NotSent or CircuitState.Refused } found && found.Request.Id == claim.Request.Id)
            ? claim with { Circuits = circuits }
            : null;
    }

    /// <summary>Whether rows that could not be claimed are this run's all the same: where an answer was lost, they were claimed twice.</summary>
    private async Task<bool> IsClaimedAsync(RequestLease lease, JournalClaim claim, IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        if (!await lease.FindAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        Dictionary<string, CircuitTicket> tickets = claim.Circuits.ToDictionary(circuit => JournalKey.OfTicket(circuit.Ticket), circuit => circuit.Ticket, StringComparer.Ordinal);
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

    /// <summary>Whether rows that could not be recorded are recorded all the same, or else what is known of them is another's word.</summary>
    private async Task<bool> IsRecordedAsync(IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        foreach (TableEntity row in rows.Where(row => row.RowKey.StartsWith(JournalKey.Circuits, StringComparison.Ordinal)))
        {
            if (await RowIfSameAsync(row, cancellationToken).ConfigureAwait(false) is null)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<TableEntity?> RowIfSameAsync(TableEntity row, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await _table.GetEntityIfExistsAsync<TableEntity>(_partition, row.RowKey, cancellationToken: cancellationToken).ConfigureAwait(false);
        return found.HasValue && found.Value!.GetString("Request") == row.GetString("Request") && found.Value.GetString("State") == row.GetString("State") ? found.Value : null;
    }

    private void Renew()
    {
        foreach (RequestLease lease in _leases.Values)
        {
            _ = RenewAsync(lease);
        }
    }

    private static async Task RenewAsync(RequestLease lease)
    {
        try
        {
            await lease.RenewAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException or OperationCanceledException or ObjectDisposedException or Azure.Identity.AuthenticationFailedException)
        {
            // The next comes soon, and what comes of it the request will find out before it goes out.
        }
    }

    /// <summary>What is known is worth more patience than what is only intended: tickets that are not recorded a person has to look for.</summary>
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
                await NocExpress.Client.Pacing.Clock.WaitAsync(_time, TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) => TableFault.TranslateAsync(_uri, call, cancellationToken);
}
