using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using Xunit;

namespace NocExpress.Tests.Support;

/// <summary>The module, packed by the SDK as it is for publishing, and unpacked into an empty folder.</summary>
public sealed class PackedModule : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nocexpress-package-");

    /// <summary>The file for the PowerShell Gallery.</summary>
    internal string PackageFile { get; private set; } = "";

    /// <summary>The file for Azure Automation.</summary>
    internal string ZipFile => Path.Combine(_folder.FullName, "NocExpress.zip");

    /// <summary>A folder of modules, in which the packed one lies under its name, as an installer leaves it.</summary>
    internal string Modules => Path.Combine(_folder.FullName, "modules");

    internal string Module => Path.Combine(Modules, "NocExpress");

    /// <summary>The files of the module, without those that only a package has.</summary>
    internal IReadOnlyList<string> Files { get; private set; } = [];

    /// <summary>What the package says of itself.</summary>
    internal XElement Metadata { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        (int exitCode, string output) = await ChildProcess.RunCommandAsync(
            "dotnet", ["pack", Path.Combine(Repository.Root, "src", "NocExpress.Package"), "--output", _folder.FullName]);
        Assert.True(exitCode == 0, output);

        PackageFile = Directory.GetFiles(_folder.FullName, "*.nupkg").Single();
        System.IO.Compression.ZipFile.ExtractToDirectory(PackageFile, Module);
        using ZipArchive package = System.IO.Compression.ZipFile.OpenRead(PackageFile);
        Files = [.. package.Entries.Select(entry => entry.FullName).Where(IsOfTheModule)];
        Metadata = XDocument.Load(Path.Combine(Module, "NocExpress.nuspec")).Root!.Elements().Single();
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    internal string? Said(string name) => Metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    private static bool IsOfTheModule(string path) =>
        path is not ("NocExpress.nuspec" or "[Content_Types].xml")
        && !path.StartsWith("_rels/", System.StringComparison.Ordinal)
        && !path.StartsWith("package/", System.StringComparison.Ordinal);
}
