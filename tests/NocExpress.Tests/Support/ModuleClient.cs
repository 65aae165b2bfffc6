using System;
using System.Reflection;
using NocExpress.Contract;
using NocExpress.Loading;

namespace NocExpress.Tests.Support;

/// <summary>The client that the module has loaded, by a clock of the test's. It is another assembly than the copy beside the tests.</summary>
internal static class ModuleClient
{
    private static Func<ClientOptions, TimeProvider, INocClient>? _create;

    public static INocClient Create(ClientOptions options, TimeProvider time) => (_create ??= Find(options))(options, time);

    private static Func<ClientOptions, TimeProvider, INocClient> Find(ClientOptions options)
    {
        using INocClient loaded = ClientLoader.CreateClient(options);
        return loaded.GetType()
            .GetMethod("Create", BindingFlags.NonPublic | BindingFlags.Static)!
            .CreateDelegate<Func<ClientOptions, TimeProvider, INocClient>>();
    }
}
