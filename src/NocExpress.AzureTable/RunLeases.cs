using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using Azure;
using Azure.Data.Tables;
using Azure.Identity;

namespace NocExpress.AzureTable;

/// <summary>The leases that a run has, which are renewed as long as it lives.</summary>
internal sealed class RunLeases : IDisposable
{
    private readonly ConcurrentDictionary<string, RequestLease> _leases = new(StringComparer.Ordinal);
    private readonly TableClient _table;
    private readonly string _partition;
    private readonly string _holder;
    private readonly string _run = Guid.NewGuid().ToString("N");
    private readonly ITimer _renewal;

    /// <param name="table">The table.</param>
    /// <param name="partition">The journal's partition.</param>
    /// <param name="holder">What other runs call this one.</param>
    /// <param name="time">The clock by which leases are renewed.</param>
    public RunLeases(TableClient table, string partition, string holder, TimeProvider time)
    {
        (_table, _partition, _holder) = (table, partition, holder);
        TimeSpan third = TimeSpan.FromTicks(RequestLease.Length.Ticks / 3);
        _renewal = time.CreateTimer(_ => Renew(), null, third, third);
    }

    public RequestLease New(string request) => _leases[request] = new RequestLease(_table, _partition, _run, _holder, request);

    public RequestLease? Find(string request) => _leases.TryGetValue(request, out RequestLease? lease) ? lease : null;

    /// <summary>The lease has ended, and is renewed no more.</summary>
    public void Remove(string request)
    {
        if (_leases.TryRemove(request, out RequestLease? lease))
        {
            lease.Dispose();
        }
    }

    /// <summary>Lets others have what a request has claimed, if it has: at once, or where the table is away by the end of its lease.</summary>
    public async Task ReleaseAsync(string request)
    {
        if (Find(request) is { } lease)
        {
            await TryAsync(lease.ReleaseAsync).ConfigureAwait(false);
            Remove(request);
        }
    }

    public void Dispose()
    {
        _renewal.Dispose();
        foreach (string request in _leases.Keys)
        {
            Remove(request);
        }
    }

    private void Renew()
    {
        foreach (RequestLease lease in _leases.Values)
        {
            _ = TryAsync(() => lease.RenewAsync(CancellationToken.None));
        }
    }

    /// <remarks>What comes of a lease that could not be renewed the request finds out before it goes out.</remarks>
    private static async Task TryAsync(Func<Task> write)
    {
        try
        {
            await write().ConfigureAwait(false);
        }
        catch (Exception error) when (error is RequestFailedException or AuthenticationFailedException
            or AggregateException or OperationCanceledException or ObjectDisposedException)
        {
            // There is another attempt, or the lease comes to its end.
        }
    }
}
