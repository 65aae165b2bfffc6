using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using NocExpress.FreshProcess;

// Usage: NocExpress.FreshProcess SCRIPT [ASSEMBLY ...]. Loads the assemblies, runs the script, writes its output and errors as lines.
// Where HTTP_TRACE names a file, what .NET tells of its networking is written there.
using HttpTrace? trace = Environment.GetEnvironmentVariable("HTTP_TRACE") is { } file ? HttpTrace.Start(file) : null;
foreach (string path in args.Skip(1))
{
    Assembly.LoadFrom(path).GetExportedTypes();
}

InitialSessionState state = InitialSessionState.CreateDefault2();
if (OperatingSystem.IsWindows())
{
    state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
}

using Runspace runspace = RunspaceFactory.CreateRunspace(state);
runspace.Open();
using PowerShell shell = PowerShell.Create(runspace);
shell.AddScript(args[0]);
try
{
    foreach (PSObject output in shell.Invoke())
    {
        Console.WriteLine(output);
    }
}
catch (RuntimeException error)
{
    Console.WriteLine($"terminating: {error.ErrorRecord.FullyQualifiedErrorId}: {error.Message}");
}

foreach (ErrorRecord error in shell.Streams.Error)
{
    Console.WriteLine($"error: {error.FullyQualifiedErrorId}: {error.Exception}");
}
