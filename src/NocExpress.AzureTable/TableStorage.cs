using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Azure;
using Azure.Data.Tables;
using NocExpress.Client.Journal;
using NocExpress.Client.Pacing;
using NocExpress.Client.Sharing;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.AzureTable;

/// <summary>A table of an Azure storage account: journals, each in a partition, and the counts of requests.</summary>
internal sealed class TableStorage : ISharedStorage
{
    private readonly ClientOptions _options;
    private readonly TimeProvider _time;
    private readonly Uri _uri;
    private readonly TableClock _clock;
    private readonly TableClient _table;

    public TableStorage(ClientOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _uri = options.StorageUri!;
        _clock = new TableClock(time);
        _table = TableClients.Create(options, _clock, attempts: 5);
        string server = options.BaseUri.GetLeftPart(UriPartial.Path).TrimEnd('/');

        // A limit that does not answer must not hold up a request for long: there is another one, within the process.
        Window = new TableWindow(TableClients.Create(options, _clock, attempts: 2), _uri, _clock, time, JournalKey.Hash(server, options.ClientId));
    }

    public IWindowStore Window { get; }

    public async Task CheckAsync(ICallContext call)
    {
        try
        {
            if (!await IsThereAsync(call.CancellationToken).ConfigureAwait(false))
            {
                await TableFault.TranslateAsync(_uri, () => _table.CreateIfNotExistsAsync(call.CancellationToken), call.CancellationToken)
                    .ConfigureAwait(false);
                call.Verbose($"The table {_uri} was made.");
            }

            await WriteOnceAsync(call.CancellationToken).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            throw new NocException(
                NocErrorKind.ValidationFailed, $"{_options.StorageUriSource} '{_uri}' cannot be used. {error.Message}", error);
        }
    }

    public async Task<ISharedJournal> OpenAsync(string name, bool writes, CancellationToken cancellationToken)
    {
        string given = JournalKey.Check(name);
        string shown = await JournalFailure.RethrowAsync(
            new JournalPlace(given, _uri),
            () => TableFault.TranslateAsync(_uri, () => NameAsync(given, writes, cancellationToken), cancellationToken)).ConfigureAwait(false);
        return new TableJournal(_table, _uri, _clock, _time, shown, Holder);
    }

    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken) => TableFault.TranslateAsync(
        _uri,
        async () =>
        {
            List<string> names = [];
            AsyncPageable<TableEntity> rows = _table.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {JournalKey.List}"), cancellationToken: cancellationToken);
            await foreach (TableEntity row in rows.ConfigureAwait(false))
            {
                names.Add(row.GetString("Name"));
            }

            return (IReadOnlyList<string>)names;
        },
        cancellationToken);

    private static string Holder
    {
        get
        {
            using Process process = Process.GetCurrentProcess();
            return $"{Environment.MachineName} (process {process.Id})";
        }
    }

    /// <summary>The name of a journal as it was given first; one that is to be written is put down.</summary>
    private async Task<string> NameAsync(string given, bool writes, CancellationToken cancellationToken)
    {
        string key = JournalKey.OfName(given);
        NullableResponse<TableEntity> known =
            await _table.GetEntityIfExistsAsync<TableEntity>(JournalKey.List, key, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (!known.HasValue && writes)
        {
            TableEntity row = new(JournalKey.List, key) { ["Name"] = given };
            await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
        }

        return known.HasValue ? known.Value!.GetString("Name") : given;
    }

    private Task<bool> IsThereAsync(CancellationToken cancellationToken) => TableFault.TranslateAsync(
        _uri,
        async () =>
        {
            try
            {
                AsyncPageable<TableEntity> rows = _table.QueryAsync<TableEntity>(
                    TableClient.CreateQueryFilter($"PartitionKey eq {"-"}"), maxPerPage: 1, cancellationToken: cancellationToken);
                await foreach (TableEntity _ in rows.ConfigureAwait(false))
                {
                    break;
                }

                return true;
            }
            catch (RequestFailedException error) when (error.ErrorCode == "TableNotFound")
            {
                return false;
            }
        },
        cancellationToken);

    /// <summary>
    /// Adds, changes and deletes a row: that a table cannot be written must not be found out when the first ticket is about to be sent.
    /// </summary>
    private Task<bool> WriteOnceAsync(CancellationToken cancellationToken) => TableFault.TranslateAsync(
        _uri,
        async () =>
        {
            TableEntity row = new("checks", Guid.NewGuid().ToString("N"));
            TableTransactionAction add = new(TableTransactionActionType.Add, row);
            await _table.SubmitTransactionAsync([add], cancellationToken).ConfigureAwait(false);
            await _table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
            await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken).ConfigureAwait(false);
            return true;
        },
        cancellationToken);
}
