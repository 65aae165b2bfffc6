using System;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Input;
using NocExpress.Models;
using NocExpress.Pipeline;

namespace NocExpress.Commands;

/// <summary>A cmdlet that can be stopped at any moment, and that reports every failure by an error id of this module.</summary>
public abstract class NocCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    private protected NocCommand()
    {
    }

    /// <summary>Ends what goes on. PowerShell calls it, also where <c>Select-Object -First</c> has seen enough.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what goes on.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cancellation.Cancel();
            _cancellation.Dispose();
        }
    }

    /// <summary>Ends what goes on, for Ctrl+C.</summary>
    protected override void StopProcessing()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Ctrl+C comes on a thread of its own, and may come as the cmdlet ends.
        }
    }

    /// <summary>Makes a queue for calls that run side by side; the cmdlet disposes of it.</summary>
    internal CallQueue SideBySide(int limit, Action<NocException, object?>? report = null) => new(this, limit, report ?? Report, _cancellation.Token);

    /// <summary>Does asynchronous work for one item; its failure is reported against the item.</summary>
    private protected void Run(object? item, Func<PipelinePump, Task> work)
    {
        try
        {
            Await(work);
        }
        catch (NocException error)
        {
            Report(error, item);
        }
    }

    /// <summary>Does asynchronous work, and throws what it throws.</summary>
    private protected void Await(Func<PipelinePump, Task> work) => PipelinePump.Run(this, work, _cancellation.Token);

    /// <summary>Reports a failure: the item's own does not keep the next from being tried, and one of the connection does.</summary>
    private protected virtual void Report(NocException error, object? item)
    {
        if (error.IsTerminating)
        {
            End(error, item);
        }

        WriteError(ErrorMapper.ToRecord(error, item));
    }

    /// <summary>The full path of a file that the module writes. A path that cannot be one ends the run.</summary>
    private protected string? FullPath(string parameter, string? path)
    {
        try
        {
            return path is null ? null : FilePath.Resolve(parameter, path, SessionState.Path);
        }
        catch (NocException error)
        {
            End(error, path);
            return null;
        }
    }

    [DoesNotReturn]
    internal void End(NocException error, object? item = null)
    {
        ThrowTerminatingError(ErrorMapper.ToRecord(error, item));
        throw error;
    }

    private protected void ReportInvalid(string message, object? item) =>
        Report(new NocException(NocErrorKind.ValidationFailed, message), item);
}
