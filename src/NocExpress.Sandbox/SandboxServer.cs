using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NocExpress.Sandbox.Api;
using NocExpress.Sandbox.Control;
using NocExpress.Sandbox.Page;

namespace NocExpress.Sandbox;

/// <summary>A NOCExpress server on a loopback port, running from <see cref="StartAsync"/> until it is disposed.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private const long LargestRequestBody = 1L << 30;

    private readonly WebApplication _application;

    private SandboxServer(WebApplication application, SandboxOptions options)
    {
        _application = application;
        Options = options;
        BaseUri = new Uri(application.Urls.Single().TrimEnd('/') + "/");
        TokenUri = new Uri(BaseUri, TokenHandler.Path);
    }

    /// <summary>The root of the API, such as <c>http://127.0.0.1:5080/</c>.</summary>
    public Uri BaseUri { get; }

    /// <summary>Where access tokens are issued.</summary>
    public Uri TokenUri { get; }

    /// <summary>What the sandbox was started with.</summary>
    public SandboxOptions Options { get; }

    /// <summary>Starts a sandbox; it accepts connections when the task completes.</summary>
    /// <param name="options">How to set it up.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The running server.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of the options is out of range.</exception>
    /// <exception cref="System.Text.Json.JsonException">The behaviour of the options is not JSON that the sandbox knows.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();

        WebApplication application = Build(options);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
            return new SandboxServer(application, options);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops listening, ends the open connections and frees the port.</summary>
    /// <returns>A task that completes when the server is gone.</returns>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(SandboxOptions options)
    {
        // The empty builder reads no settings file and no ASPNETCORE_ variable, and logs nothing: the process may be someone else's.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);

            // What is too large or too slow is for the API's own rules and for faults to say.
            kestrel.Limits.MaxRequestBodySize = LargestRequestBody;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, InProcessLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));

        WebApplication application = builder.Build();
        SandboxState state = new(options);
        application.Use(ForeignSiteGuard.InvokeAsync);
        application.Use(new RequestRecorder(state).InvokeAsync);
        application.Use(new FaultPlayer(state, application.Lifetime.ApplicationStopping).InvokeAsync);
        ApiRoutes.Map(application, state);
        ControlRoutes.Map(application, state);
        PageRoutes.Map(application, state, application.Lifetime.ApplicationStopping);
        return application;
    }
}
