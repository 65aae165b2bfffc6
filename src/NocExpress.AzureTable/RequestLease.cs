using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Azure;
using Azure.Data.Tables;
using NocExpress.Client.Journal;

namespace NocExpress.AzureTable;

/// <summary>
/// A request's row: the lease by which a run has the circuits that name the request. Each write of it is on condition that the row is as
/// this run has left it (its ETag): whoever takes the circuits over deletes the row first, so that a run that has slept through the end of its
/// lease finds out before it sends. The time of the last write is the table's, and so is the time by which others tell whether it has ended.
/// </summary>
internal sealed class RequestLease(TableClient table, string partition, string run, string holder, string id) : IDisposable
{
    public const string Claimed = "claimed";
    public const string Sending = "sending";

    private readonly SemaphoreSlim _turn = new(1);
    private ETag _tag;
    private string _state = Claimed;
    private DateTimeOffset? _sentAt;
    private bool _hasEnded;

    /// <summary>How long a lease lasts that is not renewed. With the way to the table it is a minute at most.</summary>
    internal static TimeSpan Length { get; set; } = TimeSpan.FromSeconds(50);

    /// <summary>The claim, and the rows of its circuits as this run has left them.</summary>
    public Dictionary<CircuitTicket, ETag> Circuits { get; } = [];

    /// <summary>The row as it is inserted.</summary>
    public TableEntity Row()
    {
        TableEntity row = new(partition, JournalKey.OfRequest(id))
        {
            ["State"] = _state,
            ["Run"] = run,
            ["Holder"] = holder,
            ["Seconds"] = Length.TotalSeconds,
        };
        if (_sentAt is { } at)
        {
            row["SentAt"] = at;
        }

        return row;
    }

    /// <summary>Whether the row is there and this run's: where an answer was lost, nobody knows whether the insert was made.</summary>
    public async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        string key = JournalKey.OfRequest(id);
        NullableResponse<TableEntity> found =
            await table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellationToken).ConfigureAwait(false);
        bool isOurs = found.HasValue && found.Value!.GetString("Run") == run && found.Value.GetString("State") == _state;
        _tag = isOurs ? found.Value!.ETag : default;
        return isOurs;
    }

    public void Inserted(ETag tag) => _tag = tag;

    /// <summary>Renews the lease, which else comes to its end.</summary>
    public Task<bool> RenewAsync(CancellationToken cancellationToken) => WriteAsync(_state, _sentAt, cancellationToken);

    /// <summary>The request goes out next.</summary>
    /// <returns>Whether the lease still holds.</returns>
    public Task<bool> BeginAsync(DateTimeOffset now, CancellationToken cancellationToken) => WriteAsync(Sending, now, cancellationToken);

    /// <summary>Deletes the row in the last batch of what is recorded, or by itself; no renewal meddles from now on.</summary>
    public async Task<TableTransactionAction> EndAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        _hasEnded = true;
        _turn.Release();
        return new TableTransactionAction(TableTransactionActionType.Delete, Row(), ETag.All);
    }

    /// <summary>Deletes the row, if it is this run's: its circuits are free then.</summary>
    public async Task ReleaseAsync()
    {
        await EndAsync(CancellationToken.None).ConfigureAwait(false);
        NullableResponse<TableEntity> found =
            await table.GetEntityIfExistsAsync<TableEntity>(partition, JournalKey.OfRequest(id)).ConfigureAwait(false);
        if (found.HasValue && found.Value!.GetString("Run") == run)
        {
            await table.DeleteEntityAsync(partition, JournalKey.OfRequest(id), found.Value.ETag).ConfigureAwait(false);
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<bool> WriteAsync(string state, DateTimeOffset? sentAt, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_hasEnded)
            {
                return false;
            }

            (_state, _sentAt) = (state, sentAt);
            try
            {
                Response written =
                    await table.UpdateEntityAsync(Row(), _tag, TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
                _tag = written.Headers.ETag ?? ETag.All;
                return true;
            }
            catch (RequestFailedException error) when (TableFault.IsLost(error))
            {
                // Or the answer to this very write was lost, and it was made twice.
                return await FindAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }
}
