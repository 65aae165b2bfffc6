using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json.Nodes;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Module;

/// <summary>The mutation run goes on without a word where its configuration names what is not there any more.</summary>
public sealed class MutationTests
{
    private static readonly JsonNode _configuration = JsonNode.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "NocExpress.Tests", "stryker-config.json")))!["stryker-config"]!;

    public static TheoryData<string> MutatedFiles => new(_configuration["mutate"]!.AsArray().Select(path => (string)path!));

    public static TheoryData<string> TestFilters => new(((string)_configuration["test-case-filter"]!).Split('|'));

    [Theory]
    [MemberData(nameof(MutatedFiles))]
    public void A_file_that_the_mutation_run_names_exists(string path)
    {
        string project = Path.Combine(Repository.Root, "src", "NocExpress.Client");
        Assert.True(File.Exists(Path.Combine(project, (string)_configuration["project"]!)));

        string file = Path.Combine(project, path);
        Assert.NotEmpty(Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file)));
    }

    [Theory]
    [MemberData(nameof(TestFilters))]
    public void A_filter_of_the_mutation_run_finds_tests(string filter)
    {
        string[] parts = filter.Split('~');

        Assert.Equal("FullyQualifiedName", parts[0]);
        Assert.Contains(
            typeof(MutationTests).Assembly.GetTypes().Where(type => type.GetMethods().Any(method => method.GetCustomAttribute<FactAttribute>() is not null)),
            type => $"{type.FullName}.".Contains(parts[1], System.StringComparison.Ordinal));
    }
}
