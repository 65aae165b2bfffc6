using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Management.Automation.Language;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.PackageTests;

/// <summary>The module as it is published: what the package says and holds. The Pester suite works with it in a shell.</summary>
public sealed class PackageTests : IAsyncLifetime
{
    private const StringComparison Exactly = StringComparison.Ordinal;

    private static readonly string _manifestFile = Path.Combine(Repository.Root, "NocExpress.psd1");

    private readonly Hashtable _manifest = Read(_manifestFile);

    private PackedModule _packed = null!;

    private Hashtable _packedManifest = null!;

    private IEnumerable<string> Cmdlets => ((object[])_manifest["CmdletsToExport"]!).Cast<string>();

    public async Task InitializeAsync()
    {
        _packed = await PackedModule.Instance.Value;
        _packedManifest = Read(_packed.Manifest);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void One_version_is_in_the_manifest_the_assemblies_the_package_and_the_changelog()
    {
        string version = (string)_manifest["ModuleVersion"]!;

        Assert.Equal($"NocExpress.{version}.nupkg", Path.GetFileName(_packed.PackageFile));
        Assert.Equal(version, _packed.Said("version"));
        Assert.Equal(version, (string)_packedManifest["ModuleVersion"]!);
        Assert.Equal(version, Regex.Match(Changelog(), @"^## \[(.*?)\]", RegexOptions.Multiline).Groups[1].Value);
        foreach (string assembly in _packed.Files.Where(path => Path.GetFileName(path).StartsWith("NocExpress", Exactly) && path.EndsWith(".dll", Exactly)))
        {
            Assert.Equal(version, AssemblyName.GetAssemblyName(Path.Combine(_packed.Module, assembly)).Version!.ToString(3));
        }
    }

    [Fact]
    public void The_package_carries_the_tags_by_which_the_Gallery_finds_modules_and_commands()
    {
        string[] tags = _packed.Said("tags")!.Split(' ');

        IEnumerable<string> expected = ((object[])Gallery(_manifest)["Tags"]!).Cast<string>()
            .Concat(["PSModule", "PSEdition_Core", "PSEdition_Desktop", "PSIncludes_Cmdlet"])
            .Concat(Cmdlets.Select(name => "PSCmdlet_" + name))
            .Concat(Cmdlets.Select(name => "PSCommand_" + name));
        Assert.Equal(expected.Order(), tags.Order());
    }

    [Fact]
    public void The_package_says_of_the_module_what_its_manifest_says()
    {
        Assert.Equal((string?)_manifest["Author"], _packed.Said("authors"));
        Assert.Equal((string?)_manifest["Description"], _packed.Said("description"));
        Assert.Equal((string?)_manifest["Copyright"], _packed.Said("copyright"));
        Assert.Equal((string?)Gallery(_manifest)["ProjectUri"], _packed.Said("projectUrl"));
        Assert.Equal((string?)Gallery(_manifest)["LicenseUri"], _packed.Said("licenseUrl"));
    }

    [Fact]
    public void The_release_notes_are_the_newest_part_of_the_changelog()
    {
        string newest = Regex.Match(Changelog(), @"^## .*?\n(.*?)(?=^## |\z)", RegexOptions.Singleline | RegexOptions.Multiline).Groups[1].Value.Trim();

        Assert.NotEmpty(newest);
        Assert.Equal(newest, _packed.Said("releaseNotes"));
        Assert.Equal(newest, (string)Gallery(_packedManifest)["ReleaseNotes"]!);
    }

    [Fact]
    public void The_packed_manifest_differs_in_nothing_but_the_release_notes()
    {
        string[] original = File.ReadAllLines(_manifestFile);
        string[] copy = File.ReadAllLines(Path.Combine(_packed.Module, "NocExpress.psd1"));
        int notes = Array.FindIndex(copy, line => line.Contains("ReleaseNotes =", Exactly));
        int end = Array.IndexOf(copy, "'@", notes);

        Assert.Equal(original.Where(line => line.Length > 0), copy[..notes].Concat(copy[(end + 1)..]).Where(line => line.Length > 0));
    }

    [Fact]
    public void The_package_holds_what_the_module_needs_and_nothing_else()
    {
        string[] expected =
        [
            "CHANGELOG.md", "NocExpress.psd1", "README.md",
            .. Relative(Repository.Root, "LICENSE*", SearchOption.TopDirectoryOnly),
            .. Relative(Path.Combine(Repository.Root, "bin"), "*.dll"),
            .. Relative(Path.Combine(Repository.Root, "bin"), "*.ps1xml"),
            .. Relative(Path.Combine(Repository.Root, "deps"), "*.dll"),
            .. Relative(Path.Combine(Repository.Root, "deps-azure"), "*.dll"),
            .. Relative(Path.Combine(Repository.Root, "en-US"), "*"),
        ];

        Assert.Equal(expected.Order(StringComparer.Ordinal), _packed.Files.Order(StringComparer.Ordinal));
        Assert.Contains("deps/net8.0/NocExpress.Client.dll", _packed.Files);
        Assert.Contains("deps/net472/NocExpress.Client.dll", _packed.Files);
        Assert.Contains("deps-azure/net8.0/NocExpress.AzureTable.dll", _packed.Files);
        Assert.Contains("deps-azure/net472/NocExpress.AzureTable.dll", _packed.Files);
    }

    [Fact]
    public void The_zip_for_Azure_Automation_holds_the_same_files_in_a_folder_of_its_name()
    {
        using ZipArchive zip = ZipFile.OpenRead(_packed.ZipFile);

        Assert.Equal(_packed.Files.Select(path => "NocExpress/" + path).Order(StringComparer.Ordinal), zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using Stream content = entry.Open();
            using MemoryStream copy = new();
            content.CopyTo(copy);
            Assert.Equal(File.ReadAllBytes(Path.Combine(_packed.Modules, entry.FullName)), copy.ToArray());
        }
    }

    [Fact]
    public void The_packed_assemblies_say_nothing_of_where_they_were_built()
    {
        foreach (string path in _packed.Files.Where(path => Path.GetFileName(path).StartsWith("NocExpress", Exactly)))
        {
            string bytes = File.ReadAllText(Path.Combine(_packed.Module, path), System.Text.Encoding.Latin1);
            Assert.DoesNotContain(Repository.Root, bytes, Exactly);
        }
    }

    [Fact]
    public async Task The_same_sources_in_another_folder_make_the_same_files_to_the_byte()
    {
        DirectoryInfo elsewhere = Directory.CreateTempSubdirectory("nocexpress-sources-");
        try
        {
            CopySources(elsewhere.FullName);

            (int exitCode, string output) = await ChildProcess.RunCommandAsync("dotnet", ["pack", Path.Combine(elsewhere.FullName, "src", "NocExpress.Package")]);

            Assert.True(exitCode == 0, output);
            foreach (string file in new[] { _packed.PackageFile, _packed.ZipFile })
            {
                Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(elsewhere.FullName, "out", Path.GetFileName(file))));
            }
        }
        finally
        {
            elsewhere.Delete(recursive: true);
        }
    }

    private static void CopySources(string target)
    {
        IEnumerable<string> files = Directory.GetFiles(Repository.Root)
            .Append(Path.Combine(Repository.Root, ".config", "dotnet-tools.json"))
            .Concat(new[] { "NocExpress", "NocExpress.Client", "NocExpress.AzureTable", "NocExpress.Help", "NocExpress.Package" }
                .SelectMany(project => Directory.GetFiles(Path.Combine(Repository.Root, "src", project), "*", SearchOption.AllDirectories)));
        foreach (string file in files)
        {
            string path = Path.GetRelativePath(Repository.Root, file);
            if (!path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            {
                string copy = Path.Combine(target, path);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }

    private static string Changelog() => File.ReadAllText(Path.Combine(Repository.Root, "CHANGELOG.md"));

    private static IEnumerable<string> Relative(string folder, string pattern, SearchOption depth = SearchOption.AllDirectories) =>
        Directory.Exists(folder)
            ? Directory.GetFiles(folder, pattern, depth).Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            : [];

    /// <summary>Reads a manifest as Import-PowerShellDataFile does: it must hold no expression.</summary>
    private static Hashtable Read(string manifest)
    {
        ScriptBlockAst script = Parser.ParseFile(manifest, out _, out ParseError[] errors);
        Assert.Empty(errors);
        return (Hashtable)script.Find(node => node is HashtableAst, searchNestedScriptBlocks: false).SafeGetValue();
    }

    private static Hashtable Gallery(Hashtable manifest) => (Hashtable)((Hashtable)manifest["PrivateData"]!)["PSData"]!;
}
