using System;
using System.IO;
using System.Reflection;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Loading;

/// <summary>
/// Loads the client and its packages on the first call, and those for an Azure table with the first connection that has one, out of reach of
/// other copies of those packages in the same process.
/// </summary>
internal static class ClientLoader
{
    private const string ClientAssembly = "NocExpress.Client";

    private const string SharingAssembly = "NocExpress.AzureTable";

    private static readonly Lazy<Assembly> _client = new(() => Load("deps", ClientAssembly));

    /// <summary>What only a connection with a table needs, beside the client, whose packages it shares.</summary>
    private static readonly Lazy<Assembly> _sharing = new(LoadSharing);
    private static readonly Lazy<Func<ClientOptions, INocClient>> _createClient = new(() => Factory<Func<ClientOptions, INocClient>>(_client, "NocExpress.Client.NocClient"));
    private static readonly Lazy<Func<ClientOptions, INocClient>> _createSharedClient = new(() => Factory<Func<ClientOptions, INocClient>>(_sharing, "NocExpress.AzureTable.SharedClient"));
    private static readonly Lazy<Func<IJournals>> _createJournals = new(() => Factory<Func<IJournals>>(_client, "NocExpress.Client.Journal.Journals"));

    private static object? _context;

    public static INocClient CreateClient(ClientOptions options) =>
        (options.StorageUri is null ? _createClient : _createSharedClient).Value(options);

    public static IJournals CreateJournals() => _createJournals.Value();

    private static Assembly LoadSharing()
    {
        _ = _client.Value;
        return Load("deps-azure", SharingAssembly);
    }

    private static T Factory<T>(Lazy<Assembly> assembly, string type)
        where T : Delegate =>
        (T)assembly.Value.GetType(type, throwOnError: true)!.GetMethod("Create", BindingFlags.Public | BindingFlags.Static)!.CreateDelegate(typeof(T));

    private static Assembly Load(string folder, string assembly)
    {
        string module = Path.GetDirectoryName(Path.GetDirectoryName(typeof(ClientLoader).Assembly.Location))!;
        string dependencies = Path.Combine(module, folder);

        if (Environment.Version.Major is > 4 and < 8)
        {
            throw new NocException(NocErrorKind.NotConnected, "This PowerShell is too old. PowerShell 7.4 or later is needed, or Windows PowerShell 5.1.");
        }

        // Windows PowerShell runs on .NET Framework, which has no load contexts.
        Type? loadContext = Type.GetType("System.Runtime.Loader.AssemblyLoadContext, System.Runtime.Loader", throwOnError: false);
        return loadContext is null
            ? DependencyResolver.Load(Path.Combine(dependencies, "net472"), assembly)
            : LoadInContextOfItsOwn(loadContext, Path.Combine(dependencies, "net8.0"), assembly);
    }

    /// <remarks>
    /// The context is reached by reflection, because netstandard does not know it. Everything is loaded at once: a context asks
    /// the default one, where other modules' copies live, before it raises <c>Resolving</c>, but first of all it takes what it holds itself.
    /// </remarks>
    private static Assembly LoadInContextOfItsOwn(Type loadContext, string folder, string assembly)
    {
        object context = _context ??= Activator.CreateInstance(loadContext, "NocExpress", false)!;
        var load = (Func<string, Assembly>)loadContext
            .GetMethod("LoadFromAssemblyPath", [typeof(string)])!
            .CreateDelegate(typeof(Func<string, Assembly>), context);

        foreach (string path in Directory.GetFiles(folder, "*.dll"))
        {
            if (!string.Equals(Path.GetFileNameWithoutExtension(path), assembly, StringComparison.OrdinalIgnoreCase))
            {
                load(path);
            }
        }

        return load(Path.Combine(folder, assembly + ".dll"));
    }
}
