using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace NocExpress.Tests.Support;

/// <summary>Where the built module is.</summary>
internal static partial class Repository
{
    /// <summary>The manifest of the module that is tested: the built one's, unless the environment names another, as for the mutation tests.</summary>
    public static string Manifest => Environment.GetEnvironmentVariable("NOCEXPRESS_MODULE") ?? Path.Combine(Root, "NocExpress.psd1");

    public static string ShellAssembly => Path.Combine(Module, "bin", "NocExpress.dll");

    public static string ClientFolder => Path.Combine(Module, "deps", "net8.0");

    private static string Module => Path.GetDirectoryName(Manifest)!;

    /// <remarks>The tests must see the very types that PowerShell loads from the module.</remarks>
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "The resolver must be there before the first type is.")]
    internal static void ResolveShellFromModule() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "NocExpress" ? context.LoadFromAssemblyPath(ShellAssembly) : null;
}
