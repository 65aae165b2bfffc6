using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Tests.Support;

/// <summary>A call that keeps the errors of single items and the warnings, and lets everything else go by.</summary>
internal sealed class QuietCall : ICallContext
{
    public CancellationToken CancellationToken { get; init; }

    /// <summary>What is done when something is told, such as that it is waited for.</summary>
    public Action<string>? OnVerbose { get; init; }

    public List<NocException> Errors { get; } = [];

    public List<string> Warnings { get; } = [];

    public void Verbose(string message) => OnVerbose?.Invoke(message);

    public void Warning(string message) => Warnings.Add(message);

    public void Uploading(string what, long sent, long length)
    {
    }

    public void Waiting(string reason, TimeSpan left)
    {
    }

    public void Awaiting(string what, TimeSpan left)
    {
    }

    public Task ErrorAsync(NocException error, object? target)
    {
        Errors.Add(error);
        return Task.CompletedTask;
    }
}
