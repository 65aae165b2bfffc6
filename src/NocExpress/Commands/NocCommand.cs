using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Input;
using NocExpress.Models;
using NocExpress.Pipeline;
using NocExpress.Rules;
using NocExpress.Text;

namespace NocExpress.Commands;

/// <summary>A cmdlet that can be stopped at any moment, and that reports every failure by an error id of this module.</summary>
public abstract class NocCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    private protected NocCommand()
    {
    }

    /// <summary>Refuses what is given and empty.</summary>
    protected override void BeginProcessing() => RefuseEmpty();

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
    internal CallQueue SideBySide(int limit, Action<NocException, object?>? report = null, Action<string>? warn = null) =>
        new(this, limit, report ?? Report, warn ?? WriteWarning, _cancellation.Token);

    /// <summary>
    /// Given and empty is not "not given": a variable that was never set must not widen a search, or leave something out of a ticket, without a word.
    /// What comes out of the pipeline is not given yet. A parameter that takes an empty value, or says itself what is wrong with it, bears
    /// PowerShell's own attribute for that.
    /// </summary>
    private protected void RefuseEmpty()
    {
        string[] empty =
        [
            .. from given in MyInvocation.BoundParameters
               where IsEmpty(given.Value, [.. MyInvocation.MyCommand.Parameters[given.Key].Attributes])
               select "-" + given.Key,
        ];
        if (empty.Length > 0)
        {
            End(new NocException(
                NocErrorKind.ValidationFailed,
                $"{string.Join(", ", empty)}: given and empty, which is not the same as not given. Was a variable never set? Give a value, or leave the parameter out."));
        }
    }

    /// <summary>What a parameter names, without the blanks at its edges. One with characters that nobody sees ends the command.</summary>
    private protected string? Identified(string parameter, string? text)
    {
        if (text is not null && Identifier.Read(text, out text) is { } problem)
        {
            End(new NocException(NocErrorKind.ValidationFailed, $"-{parameter} {TerminalText.Quoted(text)} {problem}"), text);
        }

        return text;
    }

    /// <summary>The parameters that a row of a table can hold.</summary>
    private protected IReadOnlyList<ParameterMetadata> ColumnParameters(params string[] others) =>
        [.. MyInvocation.MyCommand.Parameters.Values.Where(parameter => TableColumns.IsOfRow(parameter) || others.Contains(parameter.Name))];

    /// <summary>Tells, once, of columns that look misspelt.</summary>
    private protected void WarnOfColumns(TableColumns columns, object? row)
    {
        if (columns.Misspelt(row) is { } misspelt)
        {
            WriteWarning(misspelt);
        }
    }

    private static bool IsEmpty(object? value, Attribute[] attributes) => value switch
    {
        null => !attributes.OfType<AllowNullAttribute>().Any(),
        Array { Length: 0 } => !attributes.OfType<AllowEmptyCollectionAttribute>().Any(),
        _ when attributes.OfType<AllowEmptyStringAttribute>().Any() => false,
        string text => string.IsNullOrWhiteSpace(text),
        string?[] texts => texts.Any(string.IsNullOrWhiteSpace),
        object?[] list => list.Any(static element => element is string text && string.IsNullOrWhiteSpace(text)),
        _ => false,
    };

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
