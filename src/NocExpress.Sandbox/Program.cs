using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace NocExpress.Sandbox;

/// <summary>Runs the sandbox from a console until Ctrl+C or SIGTERM.</summary>
internal static class Program
{
    private const int Failed = 1;
    private const int BadUsage = 2;

    public static async Task<int> Main(string[] arguments)
    {
        CommandLine command;
        try
        {
            command = CommandLine.Parse(arguments);
        }
        catch (FormatException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            await Console.Error.WriteLineAsync(CommandLine.Usage);
            return BadUsage;
        }

        if (command.WantsHelp)
        {
            Console.WriteLine(CommandLine.Usage);
            return 0;
        }

        try
        {
            await RunAsync(command.Options);
            return 0;
        }
        catch (IOException problem)
        {
            await Console.Error.WriteLineAsync($"The sandbox could not start: {problem.Message}");
            return Failed;
        }
    }

    private static async Task RunAsync(SandboxOptions options)
    {
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        await using SandboxServer server = await SandboxServer.StartAsync(options);
        Console.WriteLine($"""
            The NOCExpress sandbox has {options.Sites} site(s) and listens on {server.BaseUri}. In PowerShell, with the module imported:

                $env:NOCEXPRESS_BASE_URI = '{server.BaseUri}'
                $env:NOCEXPRESS_TOKEN_URI = '{server.TokenUri}'
                $env:NOCEXPRESS_CLIENT_ID = '{options.ClientId}'
                $env:NOCEXPRESS_CLIENT_SECRET = '{options.ClientSecret}'
                Connect-NocExpress; Get-NocSite

            To look at:        {server.BaseUri} in a browser
            What it received:  {server.BaseUri}_sandbox/requests and {server.BaseUri}_sandbox/tickets
            How it behaves:    {server.BaseUri}_sandbox/behaviour, {server.BaseUri}_sandbox/faults, {server.BaseUri}_sandbox/reset
            How tickets live:  {server.BaseUri}_sandbox/clock, {server.BaseUri}_sandbox/tickets/ID
            Ctrl+C ends it.
            """);
        await stopped.Task;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopped.TrySetResult();
        }
    }
}
