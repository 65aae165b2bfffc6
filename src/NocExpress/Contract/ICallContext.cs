using System;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Models;

namespace NocExpress.Contract;

/// <summary>One cmdlet's call of the client: when to stop, and where to tell what happens meanwhile.</summary>
internal interface ICallContext
{
    CancellationToken CancellationToken { get; }

    void Verbose(string message);

    void Warning(string message);

    /// <summary>Tells how many bytes of a request are on their way.</summary>
    void Uploading(string what, long sent, long length);

    /// <summary>Tells that requests wait for the rate limit, why, and how long yet; nothing is left at the end of the wait.</summary>
    void Waiting(string reason, TimeSpan left);

    /// <summary>
    /// Tells that something is waited for from the server, or until another attempt, and how long yet; nothing is left at the end of the
    /// wait.
    /// </summary>
    void Awaiting(string what, TimeSpan left);

    /// <summary>Reports that one item failed and the others go on; completes when the user has been told, and may have said to stop.</summary>
    Task ErrorAsync(NocException error, object? target);
}
