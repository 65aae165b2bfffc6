using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace NocExpress.Tests.Support;

/// <summary>Where the built module is.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Configuration { get; } = Metadata("Configuration");

    public static string Packages { get; } = Metadata("Packages");

    public static string Manifest { get; } = Path.Combine(Root, "NocExpress.psd1");

    public static string ShellAssembly { get; } = Path.Combine(Root, "bin", "NocExpress.dll");

    public static string ClientFolder { get; } = Path.Combine(Root, "deps", "net8.0");

    /// <remarks>The tests must see the very types that PowerShell loads from the module.</remarks>
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "The resolver must be there before the first type is.")]
    internal static void ResolveShellFromModule() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "NocExpress" ? context.LoadFromAssemblyPath(ShellAssembly) : null;

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
