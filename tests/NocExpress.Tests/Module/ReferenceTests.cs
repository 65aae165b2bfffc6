using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Module;

/// <summary>Whatever an assembly of the module refers to is beside it, or comes with the oldest runtime it is meant for, at least as new as it asks.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void Every_reference_of_the_client_is_beside_it_or_in_the_runtime_of_PowerShell_7_4() =>
        Check("net8.0", Path.Combine(Newest("microsoft.netcore.app.ref", "8.0."), "ref", "net8.0"));

    [Fact]
    public void Every_reference_of_the_client_is_beside_it_or_in_NET_Framework_4_7_2() =>
        Check("net472", Path.Combine(Newest("microsoft.netframework.referenceassemblies.net472", "1."), "build", ".NETFramework", "v4.7.2"));

    private static void Check(string framework, string runtime)
    {
        string folder = Path.Combine(Repository.Root, "deps", framework);
        Dictionary<string, Version> provided = Directory.GetFiles(runtime, "*.dll", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(folder, "*.dll"))
            .Append(Repository.ShellAssembly)
            .Where(IsAssembly)
            .Select(AssemblyName.GetAssemblyName)
            .GroupBy(name => name.Name!)
            .ToDictionary(copies => copies.Key, copies => copies.Max(name => name.Version)!);
        provided["System.Management.Automation"] = new Version(3, 0, 0, 0);

        IEnumerable<string> missing =
            from file in Directory.GetFiles(folder, "*.dll").Append(Repository.ShellAssembly)
            from reference in References(file)
            where !provided.TryGetValue(reference.Name!, out Version? version) || version < reference.Version
            select $"{Path.GetFileName(file)} needs {reference.Name} {reference.Version}";

        Assert.Empty(missing);
    }

    /// <remarks>.NET Framework has files that are only parts of an assembly, and some of another kind.</remarks>
    private static bool IsAssembly(string path)
    {
        using PEReader file = new(File.OpenRead(path));
        return file.HasMetadata && file.GetMetadataReader().IsAssembly;
    }

    private static List<AssemblyName> References(string path)
    {
        using PEReader file = new(File.OpenRead(path));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }

    /// <remarks>The SDK takes the reference assemblies of an older runtime from its own folder, or else from a package.</remarks>
    private static string Newest(string package, string version) =>
        new[] { Path.Combine(Repository.Packages, package), Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "packs", package) }
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetDirectories(folder, version + "*"))
            .First();
}
