using System;
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

    /// <summary>The manifest of the module that is tested: the built one's, unless the environment names another, as for the Pester suite.</summary>
    public static string Manifest { get; } = Environment.GetEnvironmentVariable("NOCEXPRESS_MODULE") ?? Path.Combine(Root, "NocExpress.psd1");

    public static string ShellAssembly { get; } = Path.Combine(Module, "bin", "NocExpress.dll");

    public static string ClientFolder { get; } = Path.Combine(Module, "deps", "net8.0");

    private static string Module => Path.GetDirectoryName(Manifest)!;

    /// <remarks>The tests must see the very types that PowerShell loads from the module.</remarks>
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "The resolver must be there before the first type is.")]
    internal static void ResolveShellFromModule() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "NocExpress" ? context.LoadFromAssemblyPath(ShellAssembly) : null;

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
