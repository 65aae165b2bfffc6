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
    private const string ClientType = "NocExpress.Client.NocClient";

    private static readonly Lazy<Func<ClientOptions, INocClient>> _create = new(Load);

    public static INocClient CreateClient(ClientOptions options) => _create.Value(options);

    private static Func<ClientOptions, INocClient> Load()
    {
        string module = Path.GetDirectoryName(Path.GetDirectoryName(typeof(ClientLoader).Assembly.Location))!;
        string dependencies = Path.Combine(module, "deps");

        if (Environment.Version.Major is > 4 and < 8)
        {
            throw new NocException(NocErrorKind.NotConnected, "This PowerShell is too old. PowerShell 7.4 or later is needed, or Windows PowerShell 5.1.");
        }

        // Windows PowerShell runs on .NET Framework, which has no load contexts.
        Type? loadContext = Type.GetType("System.Runtime.Loader.AssemblyLoadContext, System.Runtime.Loader", throwOnError: false);
        Assembly client = loadContext is null
            ? DependencyResolver.Load(Path.Combine(dependencies, "net472"), ClientAssembly)
            : LoadInContextOfItsOwn(loadContext, Path.Combine(dependencies, "net8.0"));

        Type type = client.GetType(ClientType, throwOnError: true)!;
        MethodInfo create = type.GetMethod("Create", BindingFlags.Public | BindingFlags.Static)!;
        return (Func<ClientOptions, INocClient>)create.CreateDelegate(typeof(Func<ClientOptions, INocClient>));
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
