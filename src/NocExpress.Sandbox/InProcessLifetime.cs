using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace NocExpress.Sandbox;

/// <summary>A lifetime that leaves Ctrl+C alone; the usual one would take it from the process that hosts the sandbox.</summary>
internal sealed class InProcessLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
