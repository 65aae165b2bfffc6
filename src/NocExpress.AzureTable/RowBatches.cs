using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Azure;
using Azure.Data.Tables;

namespace NocExpress.AzureTable;

/// <summary>
/// Writes to rows of one partition, in entity-group transactions: of each all or none is done. A transaction takes 100 rows and 4 MiB.
/// </summary>
internal sealed class RowBatches(TableClient table)
{
    private const int MostRows = 100;

    /// <summary>In characters, each of which may be sent as six bytes.</summary>
    private const int MostText = 500_000;

    private readonly List<(TableTransactionAction Action, Action<ETag>? Written)> _writes = [];
    private int _done;

    public void Add(TableTransactionAction action, Action<ETag>? written = null) => _writes.Add((action, written));

    public void AddFirst(TableTransactionAction action, Action<ETag> written) => _writes.Insert(0, (action, written));

    /// <summary>Adds a write at the end, unless it is there from an attempt before.</summary>
    public void AddLast(TableTransactionAction action)
    {
        if (_writes.All(write => write.Action.Entity.RowKey != action.Entity.RowKey))
        {
            Add(action);
        }
    }

    /// <summary>Submits what was not submitted yet.</summary>
    /// <param name="isDone">Whether writes that have lost their race are done all the same.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">Somebody else was quicker.</exception>
    public async Task SubmitAsync(
        Func<IReadOnlyList<TableEntity>, CancellationToken, Task<bool>> isDone, CancellationToken cancellationToken)
    {
        if (!await TrySubmitAsync(isDone, cancellationToken).ConfigureAwait(false))
        {
            throw new IOException("What is in the table was changed by another run or a person meanwhile, and stays as it is.");
        }
    }

    /// <summary>Submits what was not submitted yet, until one transaction has lost its race.</summary>
    /// <returns>Whether none has.</returns>
    public async Task<bool> TrySubmitAsync(
        Func<IReadOnlyList<TableEntity>, CancellationToken, Task<bool>> isDone, CancellationToken cancellationToken)
    {
        while (_done < _writes.Count)
        {
            (TableTransactionAction Action, Action<ETag>? Written)[] next = [.. Next()];
            try
            {
                Response<IReadOnlyList<Response>> answers =
                    await table.SubmitTransactionAsync(next.Select(write => write.Action), cancellationToken).ConfigureAwait(false);
                for (int i = 0; i < next.Length; i++)
                {
                    next[i].Written?.Invoke(answers.Value[i].Headers.ETag ?? ETag.All);
                }
            }
            catch (RequestFailedException error) when (TableFault.IsLost(error))
            {
                if (!await isDone([.. next.Select(write => (TableEntity)write.Action.Entity)], cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }
            }

            _done += next.Length;
        }

        return true;
    }

    private IEnumerable<(TableTransactionAction Action, Action<ETag>? Written)> Next()
    {
        int text = 0;
        for (int i = _done; i < _writes.Count && i < _done + MostRows; i++)
        {
            text += ((TableEntity)_writes[i].Action.Entity).Sum(property => (property.Value as string)?.Length ?? 0);
            if (i > _done && text > MostText)
            {
                yield break;
            }

            yield return _writes[i];
        }
    }
}
