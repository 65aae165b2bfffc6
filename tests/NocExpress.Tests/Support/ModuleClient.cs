using System;
using System.Net;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Loading;

namespace NocExpress.Tests.Support;

/// <summary>The client that the module has loaded, by a clock of the test's. It is another assembly than the copy beside the tests.</summary>
internal static class ModuleClient
{
    private static Func<ClientOptions, TimeProvider, INocClient>? _create;

    public static INocClient Create(ClientOptions options, TimeProvider time) => (_create ??= Find(options))(options, time);

    /// <summary>Has the module look names up in another way than by the system.</summary>
    public static void ResolveBy(ClientOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        using INocClient loaded = ClientLoader.CreateClient(options);
        loaded.GetType().Assembly.GetType("NocExpress.Client.Http.HappyEyeballs")!
            .GetProperty("Resolve", BindingFlags.NonPublic | BindingFlags.Static)!
            .SetValue(null, resolve);
    }

    private static Func<ClientOptions, TimeProvider, INocClient> Find(ClientOptions options)
    {
        using INocClient loaded = ClientLoader.CreateClient(options);
        return loaded.GetType()
            .GetMethod("Create", BindingFlags.NonPublic | BindingFlags.Static, [typeof(ClientOptions), typeof(TimeProvider)])!
            .CreateDelegate<Func<ClientOptions, TimeProvider, INocClient>>();
    }
}
