using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Module;

/// <summary>
/// The pages: their PowerShell is well formed, and calls cmdlets and parameters that exist; what is written from the sources is what the
/// sources say. The Pester suite runs every command of them.
/// </summary>
public sealed partial class DocumentationTests : SandboxTest
{
    private static readonly string[] _pages = [.. Pages("*.md", SearchOption.TopDirectoryOnly), .. Pages("docs", "samples", ".github")];

    private static readonly string[] _namesOfDotNet =
    [
        "DumpBuffer", "HttpClient", "HttpClientHandler", "HttpMessageInvoker", "SecureString", "TimeProvider", "UseProxy", "WinHttpHandler",
    ];

    /// <remarks>The examples of the cmdlets are tried where the shell shows them.</remarks>
    public static TheoryData<string> Blocks => new(_pages
        .Where(page => !page.StartsWith(Path.Combine("docs", "cmdlets"), StringComparison.Ordinal))
        .SelectMany(page => PowerShellBlock().Matches(Read(page)))
        .Select(block => block.Groups["script"].Value));

    public static TheoryData<string> AllPages => new(_pages);

    protected override bool Connects => false;

    [Theory]
    [MemberData(nameof(Blocks))]
    public void The_commands_of_the_pages_exist_with_their_parameters(string block) => ScriptCheck.CallsWhatExists(Shell, block);

    [Theory]
    [MemberData(nameof(AllPages))]
    public void The_links_of_a_page_lead_to_files_and_headings_that_exist(string page)
    {
        IEnumerable<string> targets = Link().Matches(Read(page)).Select(link => link.Groups["target"].Value);
        foreach (string target in targets.Where(target => !target.Contains(':', StringComparison.Ordinal)))
        {
            string[] parts = target.Split('#');
            string file = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
            string path = Path.Combine(Repository.Root, file);
            Assert.True(Path.Exists(path), $"{page} links to {target}.");
            if (parts.Length > 1)
            {
                Assert.Contains(parts[1], Heading().Matches(Read(file)).Select(heading => Anchor(heading.Groups["text"].Value)));
            }
        }
    }

    [Fact]
    public void README_leads_to_the_page_of_every_cmdlet()
    {
        IEnumerable<string> pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "cmdlets")).Select(Path.GetFileName)!;

        Assert.Equal(
            pages.Order(StringComparer.Ordinal),
            CmdletLink().Matches(Read("README.md")).Select(link => link.Groups["page"].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_pages_of_the_cmdlets_are_what_their_documentation_comments_say()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();

        (int exitCode, string output) = await ChildProcess.RunAsync(
            ChildProcess.Program("src", "NocExpress.Help"),
            [Repository.ShellAssembly, Path.Combine(folder.FullName, "help.xml"), folder.FullName]);

        Assert.True(exitCode == 0, output);
        Assert.True(
            Texts(folder.FullName).SequenceEqual(Texts(Path.Combine(Repository.Root, "docs", "cmdlets"))),
            "docs/cmdlets is out of date. Run: ./build.ps1 -Task Docs");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_picture_in_README_is_what_the_quickstart_prints()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string drawn = Path.Combine(folder.FullName, "quickstart.svg");

        (int exitCode, string output) = await ChildProcess.RunAsync(ChildProcess.Program("src", "NocExpress.Picture"), [drawn]);

        Assert.True(exitCode == 0, output);
        Assert.True(
            await File.ReadAllTextAsync(drawn) == Read(Path.Combine("docs", "quickstart.svg")),
            "docs/quickstart.svg is out of date. Run: ./build.ps1 -Task Docs");
        Assert.Contains("docs/quickstart.svg", Read("README.md"), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void The_page_about_the_architecture_names_every_folder_and_no_other()
    {
        List<string> named = [];
        string project = "";
        foreach (Match line in ProjectOrFolder().Matches(Read(Path.Combine("docs", "architecture.md"))))
        {
            project = line.Groups["project"] is { Success: true, Value: string path } ? path : project;
            named.Add(line.Groups["folder"] is { Success: true, Value: string folder } ? $"{project}/{folder}" : project);
        }

        Assert.Empty(CodeFolders().Except(named));
        Assert.Empty(named.Except(CodeFolders()));
    }

    [Theory]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("SECURITY.md")]
    [InlineData("docs/architecture.md")]
    public void The_classes_files_and_folders_that_a_page_names_exist(string page)
    {
        string[] known =
        [
            .. CodeFiles().SelectMany(file => new[] { Path.GetFileName(file), Path.GetFileNameWithoutExtension(file) }),
            .. CodeFolders().Select(folder => Path.GetFileName(folder) + "/"),
            .. _namesOfDotNet,
        ];

        IEnumerable<string> named = CodeName().Matches(Read(page)).Select(match => match.Groups["name"].Value).Distinct();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(known));
    }

    private static IEnumerable<string> CodeFolders() =>
        CodeFiles().Select(file => Path.GetDirectoryName(file)!.Replace('\\', '/')).Distinct();

    private static IEnumerable<string> CodeFiles() => new[] { "src", "tests" }
        .SelectMany(top => Directory.EnumerateFiles(Path.Combine(Repository.Root, top), "*", SearchOption.AllDirectories))
        .Where(file => Path.GetExtension(file) is ".cs" or ".ps1" or ".ps1xml" or ".csproj")
        .Select(file => Path.GetRelativePath(Repository.Root, file))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static IEnumerable<(string Name, string Text)> Texts(string folder) =>
        Directory.GetFiles(folder, "*.md").Select(file => (Path.GetFileName(file), File.ReadAllText(file))).Order();

    private static IEnumerable<string> Pages(params string[] folders) =>
        folders.SelectMany(folder => Pages(Path.Combine(folder, "*.md"), SearchOption.AllDirectories));

    private static IEnumerable<string> Pages(string pattern, SearchOption depth) => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, Path.GetDirectoryName(pattern)!), Path.GetFileName(pattern), depth)
        .Select(file => Path.GetRelativePath(Repository.Root, file))
        .Order(StringComparer.Ordinal);

    private static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root, page));

    /// <summary>The name that GitHub gives a heading.</summary>
    private static string Anchor(string heading) => NotInAnchor().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex("^```powershell\n(?<script>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex PowerShellBlock();

    [GeneratedRegex(@"(?<!\\)\]\((?<target>[^)\s]+)\)|(?:src|href)=""(?<target>[^""]+)""")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();

    /// <summary>A class, its file, a file of the Pester suite, or a folder.</summary>
    [GeneratedRegex(@"(?<!^\| )`(?:Fuzz/)?(?<name>[A-Z][a-z]\w+(?:/|(?:\.\w+)*\.(?:cs|ps1|ps1xml))?)`", RegexOptions.Multiline)]
    private static partial Regex CodeName();

    [GeneratedRegex(@"\(docs/cmdlets/(?<page>[\w-]+\.md)\)")]
    private static partial Regex CmdletLink();

    [GeneratedRegex(@"^### `(?<project>[^`]+)`|^\| `(?<folder>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex ProjectOrFolder();
}
