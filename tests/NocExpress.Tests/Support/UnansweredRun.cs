using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace NocExpress.Tests.Support;

/// <summary>A run at a server that has its request and answers when it is told to.</summary>
internal sealed class UnansweredRun : IDisposable
{
    private readonly ManualResetEventSlim _answers = new();
    private readonly StubServer _server;
    private readonly PowerShell _shell = PowerShell.Create();
    private IAsyncResult? _running;

    private UnansweredRun() => _server = new StubServer(_ =>
    {
        _answers.Wait();
        return StubServer.Ok("""[{"id":8100001,"issue":"Circuit Down"}]""");
    });

    /// <summary>The server, as journals name it.</summary>
    public string Server => _server.BaseUri.GetLeftPart(UriPartial.Path).TrimEnd('/');

    public int Requests => _server.Requests.Count;

    /// <summary>Connects to the server, and begins.</summary>
    public static UnansweredRun Start(SandboxTest test, string script)
    {
        UnansweredRun run = new();
        test.ConnectTo(run._server.BaseUri);
        run._shell.Runspace = test.Shell.Runspace;
        run._shell.AddScript(script);
        run._running = run._shell.BeginInvoke();
        return run;
    }

    /// <summary>Ctrl+C, when the request is under way.</summary>
    public async Task StopAsync()
    {
        while (Requests == 0)
        {
            Assert.False(_running!.IsCompleted);
            await Task.Delay(20);
        }

        await Task.Factory.FromAsync(_shell.BeginStop(null, null), _shell.EndStop);
    }

    public void Answer() => _answers.Set();

    public void Dispose()
    {
        _answers.Set();
        _shell.Dispose();
        _server.Dispose();
        _answers.Dispose();
    }
}
