using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Connecting;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Completion;

/// <summary>
/// Asks the server for the issues that completion is to offer: of the types that configurations have named, each once. Tab waits for that no
/// longer than somebody at a prompt would; what comes later is there at the next Tab.
/// </summary>
internal static class IssueLookup
{
    private const int MostPairs = 4;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);

    public static void Ask(NocConnection connection, string? typeName, string? subtypeName)
    {
        IReadOnlyList<(string Type, string Subtype)> pairs = connection.Seen.TakeUnasked(typeName, subtypeName, MostPairs);
        if (pairs.Count > 0)
        {
            Task.Run(() => AskAsync(connection, pairs)).Wait(_patience);
        }
    }

    private static async Task AskAsync(NocConnection connection, IReadOnlyList<(string Type, string Subtype)> pairs)
    {
        using CancellationTokenSource end = new(_longest);
        QuietCall call = new(end.Token);
        foreach ((string Type, string Subtype) pair in pairs)
        {
            IssueQuery query = new() { TypeName = pair.Type, SubtypeName = pair.Subtype, GrantedTenantMacnum = connection.GrantedTenantMacnum };
            try
            {
                await connection.Client.GetIssuesAsync(query, call).ConfigureAwait(false);
            }
            catch (Exception failed) when (failed is NocException or OperationCanceledException)
            {
                // There is nobody to tell.
                connection.Seen.PutBack(pair);
            }
        }
    }

    /// <summary>A call that tells nothing.</summary>
    private sealed class QuietCall(CancellationToken cancellationToken) : ICallContext
    {
        public CancellationToken CancellationToken => cancellationToken;

        public void Verbose(string message)
        {
        }

        public void Warning(string message)
        {
        }

        public void Uploading(string what, long sent, long length)
        {
        }

        public void Waiting(string reason, TimeSpan left)
        {
        }

        public void Awaiting(string what, TimeSpan left)
        {
        }

        public Task ErrorAsync(NocException error, object? target) => Task.CompletedTask;
    }
}
