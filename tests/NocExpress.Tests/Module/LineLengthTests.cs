using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Module;

/// <summary>No line of code is longer than .editorconfig says. Texts in quotes do not count, and neither do the lines of a text over several.</summary>
public sealed partial class LineLengthTests
{
    private const string RawText = "\"\"\"";

    [Fact]
    public void No_line_is_longer_than_editorconfig_allows()
    {
        int longest = int.Parse(Limit().Match(File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig"))).Groups[1].Value, CultureInfo.InvariantCulture);

        Assert.Empty(
            from folder in new[] { "src", "tests" }
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            where !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin")
            from line in Code(file)
            where Text().Replace(line.Text, "").Length > longest
            select $"{file}:{line.Number}");
    }

    private static IEnumerable<(int Number, string Text)> Code(string file)
    {
        bool isInText = false;
        foreach ((int index, string line) in File.ReadLines(file).Index())
        {
            bool wasInText = isInText;
            isInText ^= line.Split(RawText).Length % 2 == 0;
            if (!wasInText && !line.Contains(RawText))
            {
                yield return (index + 1, line);
            }
        }
    }

    [GeneratedRegex("max_line_length = ([0-9]+)")]
    private static partial Regex Limit();

    [GeneratedRegex(@"""(?:\\.|[^""\\])*""")]
    private static partial Regex Text();
}
