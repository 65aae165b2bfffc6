using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace NocExpress.Client.Tickets.Sending;

/// <summary>The requests of a run that have not come to their end. What they need is let go of when they have.</summary>
internal sealed class RequestsUnderWay
{
    private readonly List<Task> _requests = [];

    public void Add(Task request)
    {
        lock (_requests)
        {
            _requests.RemoveAll(known => known.IsCompleted);
            _requests.Add(request);
        }
    }

    /// <summary>Does something when all have come to their end: at once, where they have.</summary>
    /// <returns>What completes when it is done.</returns>
    public Task WhenOver(Action then)
    {
        Task[] left;
        lock (_requests)
        {
            left = [.. _requests.Where(request => !request.IsCompleted)];
        }

        if (left.Length == 0)
        {
            then();
            return Task.CompletedTask;
        }

        return WaitAsync(left, then);
    }

    private static async Task WaitAsync(Task[] left, Action then)
    {
        try
        {
            await Task.WhenAll(left).ConfigureAwait(false);
        }
        finally
        {
            then();
        }
    }
}
