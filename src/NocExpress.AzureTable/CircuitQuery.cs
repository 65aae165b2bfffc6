using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Azure;
using Azure.Data.Tables;
using NocExpress.Client.Journal;

namespace NocExpress.AzureTable;

/// <summary>Reads the records of circuits: their rows, and those of the requests that have not come to their end.</summary>
internal sealed class CircuitQuery(TableClient table, TableClock clock, string partition)
{
    /// <summary>A filter may have so many comparisons; of more circuits the whole journal is read.</summary>
    private const int MostRanges = 5;

    public Task<IReadOnlyList<CircuitRecord>> AllAsync(CancellationToken cancellationToken) =>
        ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken);

    public async Task<IReadOnlyList<CircuitRecord>> FindAsync(IReadOnlyCollection<Circuit> circuits, CancellationToken cancellationToken)
    {
        if (circuits.Count > MostRanges)
        {
            HashSet<Circuit> wanted = [.. circuits];
            IReadOnlyList<CircuitRecord> all = await AllAsync(cancellationToken).ConfigureAwait(false);
            return [.. all.Where(record => wanted.Contains(record.Ticket.Circuit))];
        }

        IEnumerable<string> ranges = circuits.Select(JournalKey.OfCircuit).Append(JournalKey.Requests)
            .Select(key => TableClient.CreateQueryFilter($"(RowKey ge {key} and RowKey lt {key + "~"})"));
        string filter = $"{TableClient.CreateQueryFilter($"PartitionKey eq {partition}")} and ({string.Join(" or ", ranges)})";
        return await ReadAsync(filter, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<CircuitRecord>> ReadAsync(string filter, CancellationToken cancellationToken)
    {
        List<TableEntity> rows = [];
        AsyncPageable<TableEntity> query =
            table.QueryAsync<TableEntity>(filter, select: CircuitRow.Columns, cancellationToken: cancellationToken);
        await foreach (TableEntity row in query.ConfigureAwait(false))
        {
            rows.Add(row);
        }

        Dictionary<string, TableEntity> requests = rows
            .Where(row => row.RowKey.StartsWith(JournalKey.Requests, StringComparison.Ordinal))
            .ToDictionary(row => row.RowKey, StringComparer.Ordinal);
        return
        [
            .. rows.Where(row => row.RowKey.StartsWith(JournalKey.Circuits, StringComparison.Ordinal))
                .Select(row => CircuitRow.Read(row, RequestOf(row, requests), clock.Now)),
        ];
    }

    private static TableEntity? RequestOf(TableEntity row, Dictionary<string, TableEntity> requests) =>
        requests.TryGetValue(JournalKey.OfRequest(row.GetString("Request") ?? ""), out TableEntity? request) ? request : null;
}
