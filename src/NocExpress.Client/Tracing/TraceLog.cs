using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Secrecy;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tracing;

/// <summary>What went over the wire of one connection, on its way into the trace. A trace that cannot be written is told of once, and is no reason to fail.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore holds nothing that has to be given back, and whoever still writes needs it.")]
internal sealed class TraceLog(ClientOptions options, Redactor redactor)
{
    private readonly TraceFile _file = new(options.TracePath!);
    private readonly HarEntry _entries = new(options, redactor);
    private readonly ConcurrentQueue<TracedExchange> _ended = new();
    private readonly SemaphoreSlim _gate = new(1);
    private volatile bool _isOver;

    /// <summary>Makes sure that the file can be used, and makes it where it is missing.</summary>
    /// <exception cref="NocException">It cannot.</exception>
    public async Task CheckAsync(ICallContext call)
    {
        try
        {
            await _file.AppendAsync([], call.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NocException(
                NocErrorKind.ValidationFailed,
                $"-TracePath '{options.TracePath}' cannot be used: {error.Message} Name a file of its own, which is made where it is missing.",
                error);
        }
    }

    /// <summary>Takes an exchange that has ended. It is written with the next <see cref="WriteAsync"/>, by when its secrets are known.</summary>
    public void Add(TracedExchange exchange)
    {
        if (!_isOver)
        {
            _ended.Enqueue(exchange);
        }
    }

    /// <summary>Writes what has ended: it is in the file when this returns.</summary>
    public async Task WriteAsync(ICallContext call)
    {
        // Not by the call's token: what was sent is written down also where the user stops.
        await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            List<byte[]> entries = [];
            while (!_isOver && _ended.TryDequeue(out TracedExchange? exchange))
            {
                entries.Add(_entries.Write(exchange));
            }

            if (entries.Count > 0 && !await _file.AppendAsync(entries, CancellationToken.None).ConfigureAwait(false))
            {
                End(call, $"has reached {TraceFile.Largest / 1024 / 1024} MiB");
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A ticket is worth more than its trace, whatever went wrong with that.
            End(call, $"cannot be written: {redactor.ForDisplay(error.Message)}");
        }
        finally
        {
            _gate.Release();
        }
    }

    private void End(ICallContext call, string problem)
    {
        _isOver = true;
        call.Warning($"The trace '{options.TracePath}' {problem.TrimEnd('.')}. Nothing more is added to it over this connection.");
    }
}
