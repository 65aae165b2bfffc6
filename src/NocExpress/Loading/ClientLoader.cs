using System;
using System.IO;
using System.Reflection;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Loading;

/// <summary>
/// Loads the client and its packages on the first call, out of reach of other copies of those packages in the same process.
/// </summary>
internal static class ClientLoader
{
    private const string ClientAssembly = "NocExpress.Client";

    private static readonly Lazy<Assembly> _client = new(Load);
    private static readonly Lazy<Func<ClientOptions, INocClient>> _createClient = new(() => Factory<Func<ClientOptions, INocClient>>("NocExpress.Client.NocClient"));
    private static readonly Lazy<Func<IJournals>> _createJournals = new(() => Factory<Func<IJournals>>("NocExpress.Client.Journal.Journals"));

    public static INocClient CreateClient(ClientOptions options) => _createClient.Value(options);

    public static IJournals CreateJournals() => _createJournals.Value();

    private static T Factory<T>(string type)
        where T : Delegate =>
        (T)_client.Value.GetType(type, throwOnError: true)!.GetMethod("Create", BindingFlags.Public | BindingFlags.Static)!.CreateDelegate(typeof(T));

    private static Assembly Load()
    {
        string module = Path.GetDirectoryName(Path.GetDirectoryName(typeof(ClientLoader).Assembly.Location))!;
        string dependencies = Path.Combine(module, "deps");

        if (Environment.Version.Major is > 4 and < 8)
        {
            throw new NocException(NocErrorKind.NotConnected, "This PowerShell is too old. PowerShell 7.4 or later is needed, or Windows PowerShell 5.1.");
        }

        // Windows PowerShell runs on .NET Framework, which has no load contexts.
        Type? loadContext = Type.GetType("System.Runtime.Loader.AssemblyLoadContext, System.Runtime.Loader", throwOnError: false);
        return loadContext is null
            ? DependencyResolver.Load(Path.Combine(dependencies, "net472"), ClientAssembly)
            : LoadInContextOfItsOwn(loadContext, Path.Combine(dependencies, "net8.0"));
    }

    /// <remarks>
    /// The context is reached by reflection, because netstandard does not know it. Everything is loaded at once: a context asks
    /// the default one, where other modules' copies live, before it raises <c>Resolving</c>, but first of all it takes what it holds itself.
    /// </remarks>
    private static Assembly LoadInContextOfItsOwn(Type loadContext, string folder)
    {
        object context = Activator.CreateInstance(loadContext, "NocExpress", false)!;
        var load = (Func<string, Assembly>)loadContext
            .GetMethod("LoadFromAssemblyPath", [typeof(string)])!
            .CreateDelegate(typeof(Func<string, Assembly>), context);

        foreach (string path in Directory.GetFiles(folder, "*.dll"))
        {
            if (!IsClient(path))
            {
                load(path);
            }
        }

        return load(Path.Combine(folder, ClientAssembly + ".dll"));
    }

    private static bool IsClient(string path) =>
        string.Equals(Path.GetFileNameWithoutExtension(path), ClientAssembly, StringComparison.OrdinalIgnoreCase);
}
