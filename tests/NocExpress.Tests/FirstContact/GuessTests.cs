using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using NocExpress.Client;
using NocExpress.Client.FirstContact;
using NocExpress.Client.Guesses;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.FirstContact;

/// <summary>Each guess of the code is in docs/api-truth.md, and nothing else is.</summary>
public sealed partial class GuessTests
{
    private static readonly string[] _names = [.. Enum.GetValues<Guess>().Select(Check.NameOf).Order(StringComparer.Ordinal)];

    private static readonly Guess[] _checked =
    [
        .. typeof(NocClient).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Check)))
            .Select(type => Enum.Parse<Guess>(type.Name.Replace("Check", "", StringComparison.Ordinal))),
    ];

    private static readonly Type[] _bearers = [.. typeof(NocClient).Assembly.GetTypes().Where(type => type.GetCustomAttributes<GoesByAttribute>().Any())];

    [Fact]
    public void The_page_has_a_row_for_each_guess_and_each_row_is_a_guess() => Assert.Equal(_names, Rows().Select(row => row[0]).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_row_says_what_it_rests_on_what_is_done_and_what_settles_it() =>
        Assert.All(Rows(), row => Assert.All([row[1], row[2], row[4]], cell => Assert.NotEqual("", cell)));

    [Fact]
    public void Each_guess_is_borne_by_what_goes_by_it() =>
        Assert.Empty(Enum.GetValues<Guess>().Except(_bearers.SelectMany(type => type.GetCustomAttributes<GoesByAttribute>().Select(attribute => attribute.Guess))));

    [Fact]
    public void What_no_check_settles_says_so_by_what_settles_it()
    {
        string[] settled = [.. _checked.Select(Check.NameOf)];

        Assert.All(Rows(), row => Assert.Equal(!settled.Contains(row[0]), row[4].StartsWith("a first ticket", StringComparison.Ordinal) || row[4] is "never for sure" or "a 429"));
    }

    /// <summary>Who writes of a guess in a comment is asked to name it.</summary>
    [Fact]
    public void No_file_speaks_of_a_guess_and_bears_none()
    {
        string client = Path.Combine(Repository.Root, "src", "NocExpress.Client");
        string[] unnamed =
        [
            .. Directory.EnumerateFiles(client, "*.cs", SearchOption.AllDirectories)
                .Where(file => !Regex.IsMatch(Path.GetRelativePath(client, file), @"^(obj|bin|Guesses|FirstContact)[\\/]"))
                .Where(file => File.ReadLines(file).Any(line => Guessing().IsMatch(line)) && !File.ReadAllText(file).Contains("[GoesBy(", StringComparison.Ordinal))
                .Select(file => Path.GetRelativePath(client, file)),
        ];

        Assert.Empty(unnamed);
    }

    [Theory]
    [InlineData("/// <summary>No document says them.</summary>", true)]
    [InlineData("// What is guessed of it.", true)]
    [InlineData("/// The keys which no document names: the likeliest first.", true)]
    [InlineData("string document = guess;", false)]
    public void A_comment_that_speaks_of_a_guess_is_known_by_its_words(string line, bool speaks) => Assert.Equal(speaks, Guessing().IsMatch(line));

    private static IEnumerable<string[]> Rows() => File.ReadLines(Path.Combine(Repository.Root, "docs", "api-truth.md"))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Skip(2)
        .Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray());

    [GeneratedRegex("//.*(?:guess|no document)", RegexOptions.IgnoreCase)]
    private static partial Regex Guessing();
}
