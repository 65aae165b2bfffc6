using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.PackageTests;

/// <summary>The module, packed by the SDK as it is for publishing, and unpacked as an installer leaves it.</summary>
internal sealed class PackedModule
{
    private readonly string _folder;

    private PackedModule(string folder)
    {
        _folder = folder;
        PackageFile = Directory.GetFiles(folder, "*.nupkg").Single();
        System.IO.Compression.ZipFile.ExtractToDirectory(PackageFile, Module);
        using ZipArchive package = System.IO.Compression.ZipFile.OpenRead(PackageFile);
        Files = [.. package.Entries.Select(entry => entry.FullName).Where(IsOfTheModule)];
        Metadata = XDocument.Load(Path.Combine(Module, "NocExpress.nuspec")).Root!.Elements().Single();
    }

    /// <summary>Packed once for all tests of the process, in a folder that no other writes to.</summary>
    internal static Lazy<Task<PackedModule>> Instance { get; } = new(PackAsync);

    /// <summary>The file for the PowerShell Gallery.</summary>
    internal string PackageFile { get; }

    /// <summary>The file for Azure Automation.</summary>
    internal string ZipFile => Path.Combine(_folder, "NocExpress.zip");

    /// <summary>A folder of modules, in which the packed one lies under its name.</summary>
    internal string Modules => Path.Combine(_folder, "modules");

    internal string Module => Path.Combine(Modules, "NocExpress");

    internal string Manifest => Path.Combine(Module, "NocExpress.psd1");

    /// <summary>The files of the module, without those that only a package has.</summary>
    internal IReadOnlyList<string> Files { get; }

    /// <summary>What the package says of itself.</summary>
    internal XElement Metadata { get; }

    internal string? Said(string name) => Metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    private static async Task<PackedModule> PackAsync()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "packed");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        (int exitCode, string output) = await ChildProcess.RunCommandAsync(
            "dotnet", ["pack", Path.Combine(Repository.Root, "src", "NocExpress.Package"), "--output", folder]);
        Assert.True(exitCode == 0, output);
        return new PackedModule(folder);
    }

    private static bool IsOfTheModule(string path) =>
        path is not ("NocExpress.nuspec" or "[Content_Types].xml")
        && !path.StartsWith("_rels/", StringComparison.Ordinal)
        && !path.StartsWith("package/", StringComparison.Ordinal);
}
