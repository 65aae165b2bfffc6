using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.Loader;
using NocExpress.FreshProcess;

// Usage: NocExpress.FreshProcess SCRIPT [ASSEMBLY ...]. Loads the assemblies, runs the script, writes its output and errors as lines.
// Where RESOLVE_ASSEMBLIES is set, it does not load them, and gives them to whoever asks for one of that name, whatever the version.
// Where HTTP_TRACE names a file, what .NET tells of its networking is written there.
using HttpTrace? trace = Environment.GetEnvironmentVariable("HTTP_TRACE") is { } file ? HttpTrace.Start(file) : null;
if (Environment.GetEnvironmentVariable("RESOLVE_ASSEMBLIES") is not null)
{
    AppDomain.CurrentDomain.AssemblyResolve += (_, request) => Offered(request.Name!);
    AssemblyLoadContext.Default.Resolving += (_, name) => Offered(name.FullName);
}
else
{
    foreach (string path in args.Skip(1))
    {
        Assembly.LoadFrom(path).GetExportedTypes();
    }
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

Assembly? Offered(string name) =>
    args.Skip(1).FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) == new AssemblyName(name).Name) is { } found ? Assembly.LoadFrom(found) : null;
