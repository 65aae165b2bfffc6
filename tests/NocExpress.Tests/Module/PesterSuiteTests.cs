using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Module;

/// <summary>What the Pester suite cannot tell of itself: that it leaves no cmdlet out.</summary>
public sealed partial class PesterSuiteTests
{
    [Theory]
    [MemberData(nameof(HelpTests.Cmdlets), MemberType = typeof(HelpTests))]
    public void Every_cmdlet_is_described(string cmdlet)
    {
        string[] descriptions =
        [
            .. from file in Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Pester"), "*.Tests.ps1")
               from Match description in Describe().Matches(File.ReadAllText(file))
               select description.Groups["name"].Value,
        ];

        Assert.Contains(descriptions, description => Regex.IsMatch(description, $@"\b{cmdlet}\b"));
    }

    [GeneratedRegex("""^\s*Describe\s+(-Name\s+)?(["'])(?<name>.*?)\2""", RegexOptions.Multiline)]
    private static partial Regex Describe();
}
