using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;

namespace NocExpress.Tests.Support;

/// <summary>A forward proxy in a process of its own, and what went through it.</summary>
internal sealed class ProxyProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];

    private ProxyProcess(Process process, int port)
    {
        _process = process;
        Uri = new Uri($"http://127.0.0.1:{port}");
    }

    public Uri Uri { get; }

    /// <summary>Each request: "through" or "refused", its method and its target, and of a tunnel the names of its headers.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <param name="credentials">USER:PASSWORD; none lets everybody through.</param>
    public static async Task<ProxyProcess> StartAsync(string? credentials = null)
    {
        Process process = ChildProcess.Start(
            ChildProcess.Program("tests", "NocExpress.Proxy"), credentials is null ? [] : [credentials], new Dictionary<string, string>());
        int port = int.Parse((await process.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture);
        ProxyProcess proxy = new(process, port);
        _ = proxy.ReadAsync();
        return proxy;
    }

    public void Stop()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Stop();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_lines)
            {
                _lines.Add(line);
            }
        }
    }
}
