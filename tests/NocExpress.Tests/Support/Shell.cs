using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using NocExpress.Models;

namespace NocExpress.Tests.Support;

/// <summary>A PowerShell session with the built module, as a runbook has it.</summary>
internal sealed class Shell : IDisposable
{
    private readonly RecordingHost _host = new();
    private readonly Runspace _runspace;

    public Shell(bool withModule = true)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            // On a client of Windows no script runs by itself, and the module has one: its views.
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        state.Commands.Add(new SessionStateCmdletEntry("Select-First", typeof(SelectFirstCommand), null));
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
        if (withModule)
        {
            Run($"Import-Module '{Repository.Manifest}'").ShouldHaveNoErrors();
        }
    }

    public Runspace Runspace => _runspace;

    /// <summary>Sets a variable of the session.</summary>
    public void Set(string name, object? value) => _runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Has somebody make these choices, in order, when asked.</summary>
    public void Answer(params int[] choices) => Array.ForEach(choices, _host.Choices.Enqueue);

    /// <summary>Runs a script to its end; a terminating error is the last of the errors.</summary>
    public Result Run(string script)
    {
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = _runspace;
        shell.AddScript(script);
        Collection<PSObject> output = [];
        ErrorRecord? terminating = null;
        _host.Clear();
        try
        {
            shell.Invoke(null, output);
        }
        catch (RuntimeException error)
        {
            terminating = error.ErrorRecord;
        }

        return new Result(
            [.. output],
            [.. shell.Streams.Error, .. terminating is null ? Array.Empty<ErrorRecord>() : [terminating]],
            terminating,
            [.. shell.Streams.Warning.Select(warning => warning.Message)],
            [.. shell.Streams.Verbose.Select(verbose => verbose.Message)],
            [.. shell.Streams.Debug.Select(debug => debug.Message), .. shell.Streams.Information.Select(information => information.ToString())],
            [.. shell.Streams.Progress],
            _host.Text);
    }

    /// <summary>Runs a script in a try block: an error that ends a statement is then <see cref="Result.Terminating"/>, and in a bare script it is not.</summary>
    public Result Try(string script) => Run($"try {{ {script} }} catch {{ throw }}");

    public void Dispose()
    {
        NocExpress.Connecting.Connections.CloseDefault();
        _runspace.Dispose();
    }

    /// <summary>What a script wrote to each stream.</summary>
    internal sealed record Result(
        IReadOnlyList<PSObject> Output,
        IReadOnlyList<ErrorRecord> Errors,
        ErrorRecord? Terminating,
        IReadOnlyList<string> Warnings,
        IReadOnlyList<string> Verbose,
        IReadOnlyList<string> DebugAndInformation,
        IReadOnlyList<ProgressRecord> Progress,
        string HostText)
    {
        public IReadOnlyList<T> Objects<T>() => [.. Output.Select(value => (T)value.BaseObject)];

        public Result ShouldHaveNoErrors()
        {
            Xunit.Assert.Empty(Errors.Select(error => error.ToString()));
            return this;
        }

        /// <summary>Asserts that there was one error, of that id, and returns its exception.</summary>
        public NocException ShouldFailWith(string errorId)
        {
            ErrorRecord only = Xunit.Assert.Single(Errors);
            Xunit.Assert.StartsWith(errorId + ",", only.FullyQualifiedErrorId, StringComparison.Ordinal);
            return Xunit.Assert.IsType<NocException>(only.Exception);
        }
    }
}
