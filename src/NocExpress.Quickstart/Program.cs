using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.PowerShell;
using NocExpress.Quickstart;
using NocExpress.Sandbox;

const string stay = "--stay";
if (args is not ([] or [stay]))
{
    Console.Error.WriteLine($"Usage: dotnet run --project src/NocExpress.Quickstart [-- {stay}]. With {stay} the sandbox is left up, to be looked at.");
    return 2;
}

string root = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;
string manifest = Path.Combine(root, "NocExpress.psd1");
string runbook = Path.Combine(root, "src", "NocExpress.Quickstart", "runbook.ps1");

await using SandboxServer sandbox = await SandboxServer.StartAsync(new SandboxOptions());
Console.WriteLine($"A sandbox with {sandbox.Options.Sites} sites listens on {sandbox.BaseUri}. {Path.GetFileName(runbook)} runs against it:");

// The runbook connects from the environment, as it would in Azure Automation.
Environment.SetEnvironmentVariable("NOCEXPRESS_BASE_URI", sandbox.BaseUri.ToString());
Environment.SetEnvironmentVariable("NOCEXPRESS_TOKEN_URI", sandbox.TokenUri.ToString());
Environment.SetEnvironmentVariable("NOCEXPRESS_CLIENT_ID", sandbox.Options.ClientId);
Environment.SetEnvironmentVariable("NOCEXPRESS_CLIENT_SECRET", sandbox.Options.ClientSecret);

InitialSessionState state = InitialSessionState.CreateDefault2();
if (OperatingSystem.IsWindows())
{
    state.ExecutionPolicy = ExecutionPolicy.Bypass;
}

int exitCode = Run();
if (args is [stay])
{
    await StayAsync();
}

return exitCode;

int Run()
{
    using Runspace runspace = RunspaceFactory.CreateRunspace(new TerminalHost(), state);
    runspace.Open();
    using PowerShell shell = PowerShell.Create(runspace);
    shell.AddScript("param($Manifest, $Runbook) Import-Module $Manifest; & $Runbook")
        .AddParameter("Manifest", manifest)
        .AddParameter("Runbook", runbook);
    try
    {
        shell.Invoke();
    }
    catch (RuntimeException error)
    {
        Console.Error.WriteLine(error.ErrorRecord + Environment.NewLine + error.ErrorRecord.ScriptStackTrace);
        return 1;
    }

    return shell.HadErrors ? 1 : 0;
}

async Task StayAsync()
{
    TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    Console.WriteLine($"The sandbox stays up: open {sandbox.BaseUri} in a browser to look at what arrived. Ctrl+C ends it.");
    await stopped.Task;

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stopped.TrySetResult();
    }
}
