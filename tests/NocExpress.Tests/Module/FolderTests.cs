using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using NocExpress.Client;
using NocExpress.Commands;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Module;

/// <summary>The dependencies between folders, which are namespaces, and between files run one way.</summary>
public sealed partial class FolderTests
{
    /// <summary>The circles that are made on purpose.</summary>
    private const string Circles = "NocExpress.Tests.Module.Circles";

    private static readonly Architecture _module =
        new ArchLoader().LoadAssemblies(typeof(NocCommand).Assembly, typeof(NocClient).Assembly).Build();

    private static readonly Architecture _sandbox = new ArchLoader().LoadAssembly(typeof(SandboxServer).Assembly).Build();

    private static readonly Architecture _tests = new ArchLoader().LoadAssembly(typeof(FolderTests).Assembly).Build();

    [Fact]
    public void No_folder_of_the_module_uses_one_that_uses_it() => Assert.Empty(FolderCircles(_module, "NocExpress"));

    /// <remarks>But for the root: the state of the sandbox knows all that it holds, and is known by all.</remarks>
    [Fact]
    public void No_folder_of_the_sandbox_uses_one_that_uses_it() => Assert.Empty(FolderCircles(_sandbox, "NocExpress.Sandbox"));

    [Fact]
    public void A_circle_of_two_folders_is_found()
    {
        string circle = Assert.Single(FolderCircles(_tests, Circles));

        Assert.Contains("Upper.Roof", circle, StringComparison.Ordinal);
        Assert.Contains("Lower.Wall", circle, StringComparison.Ordinal);
        Assert.DoesNotContain("Files", circle, StringComparison.Ordinal);
    }

    [Fact]
    public void No_circle_of_the_module_has_more_than_two_files() => Assert.Empty(FileCircles(_module.Types));

    [Fact]
    public void No_circle_of_the_sandbox_has_more_than_two_files() => Assert.Empty(FileCircles(_sandbox.Types.Where(type => type.Namespace.FullName != "NocExpress.Sandbox")));

    [Fact]
    public void A_circle_of_three_files_is_found() =>
        Assert.Contains(
            $"{Circles}.Files.One uses {Circles}.Files.Two, which uses {Circles}.Files.Three, which uses {Circles}.Files.One",
            FileCircles(_tests.Types.Where(type => type.FullName.StartsWith(Circles, StringComparison.Ordinal))));

    [Theory]
    [InlineData("src/NocExpress")]
    [InlineData("src/NocExpress.Client")]
    [InlineData("src/NocExpress.Sandbox")]
    [InlineData("tests/NocExpress.Tests")]
    public void A_namespace_is_that_of_its_folder(string project)
    {
        string root = Path.Combine(Repository.Root, project);
        string[] files =
        [
            .. Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories).Where(file => !Built().IsMatch(Path.GetRelativePath(root, file))),
        ];

        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            string folder = Path.GetDirectoryName(Path.GetRelativePath(root, file))!.Replace(Path.DirectorySeparatorChar, '.');
            string expected = folder.Length == 0 ? Path.GetFileName(project) : $"{Path.GetFileName(project)}.{folder}";

            IEnumerable<string> named = Namespace().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value);
            Assert.All(named, name => Assert.Equal(expected, name));
        });
    }

    private static IEnumerable<string> FolderCircles(Architecture code, string root) =>
        from circle in SliceRuleDefinition.Slices().Matching($"{root}.(**)").Should().BeFreeOfCycles().Evaluate(code)
        where !circle.Passed
        select circle.Description;

    /// <summary>The circles of more than two files, each of which holds one type with all that is within it.</summary>
    private static IEnumerable<string> FileCircles(IEnumerable<IType> types)
    {
        Dictionary<string, HashSet<string>> uses = types
            .GroupBy(FileOf, type => type.Dependencies.Select(dependency => FileOf(dependency.Target)))
            .ToDictionary(file => file.Key, file => file.SelectMany(used => used).Where(used => used != file.Key).ToHashSet());

        return from file in uses.Keys
               from used in uses[file]
               let back = WayBack(used, file, uses)
               where back is not null
               select $"{file} uses {string.Join(", which uses ", back)}";
    }

    private static string FileOf(IType type) => type.FullName.Split('+')[0];

    /// <summary>The shortest way from one file to another that leads over a third, if there is one.</summary>
    private static List<string>? WayBack(string from, string to, Dictionary<string, HashSet<string>> uses)
    {
        HashSet<string> seen = [from];
        Queue<List<string>> ways = new([[from]]);
        while (ways.TryDequeue(out List<string>? way))
        {
            foreach (string next in uses.GetValueOrDefault(way[^1], []))
            {
                if (next == to && way.Count > 1)
                {
                    return [.. way, next];
                }

                if (next != to && seen.Add(next))
                {
                    ways.Enqueue([.. way, next]);
                }
            }
        }

        return null;
    }

    [GeneratedRegex(@"^(bin|obj)[\\/]")]
    private static partial Regex Built();

    /// <remarks>Others are of what the compiler looks for.</remarks>
    [GeneratedRegex(@"^namespace (NocExpress[\w.]*)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
