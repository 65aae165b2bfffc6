using System;
using System.Management.Automation.Language;
using NocExpress.Completion;
using Xunit;

namespace NocExpress.Tests.Units;

public sealed class QuotingTests
{
    private static readonly string[] _names =
    [
        "Broadband", "Private IP", "Circuit Down", "Mobility Access / M2M", "02145678", "-Service", "Customer's \"$link\" down", "`n$(1)",
        "Down\u201D; $hit = 1; #", "Down\u201E; $hit = 1; #", "Down\u2018; $hit = 1; #", "Down\u2019; $hit = 1; #", "Down\u201C\u2018`\"'; $(1)",
    ];

    public static TheoryData<string, string> Values
    {
        get
        {
            TheoryData<string, string> values = [];
            foreach (string begun in new[] { "", "'", "\"", "'Do", "\"Do" })
            {
                Array.ForEach(_names, name => values.Add(begun, name));
            }

            return values;
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_name_is_one_value_whatever_is_in_it(string begun, string name)
    {
        Ast script = Parser.ParseInput($"Get-It {Quoting.Of(begun).Quote(name)}", out _, out ParseError[] errors);

        Assert.Empty(errors);
        CommandAst command = Assert.IsType<CommandAst>(Assert.Single(script.FindAll(ast => ast is CommandAst, true)));
        Assert.Equal(name, Assert.IsType<StringConstantExpressionAst>(command.CommandElements[1]).Value);
        Assert.Equal(2, command.CommandElements.Count);
    }

    [Theory]
    [InlineData("Bro", "Broadband", "Broadband")]
    [InlineData("Bro", "Private IP", "'Private IP'")]
    [InlineData("'Pri", "Private IP", "'Private IP'")]
    [InlineData("\"Pri", "Private IP", "\"Private IP\"")]
    [InlineData("", "02145678", "'02145678'")]
    [InlineData("\"", "a$b", "'a$b'")]
    public void A_name_keeps_the_quotes_that_were_begun_where_they_can_hold_it(string begun, string name, string expected) =>
        Assert.Equal(expected, Quoting.Of(begun).Quote(name));

    [Theory]
    [InlineData("Private", "Private")]
    [InlineData("'Private I", "Private I")]
    [InlineData("'Private IP'", "Private IP")]
    [InlineData("\"Private I", "Private I")]
    [InlineData("'", "")]
    [InlineData("'it\"", "it\"")]
    public void A_word_is_searched_for_without_its_quotes(string word, string expected) => Assert.Equal(expected, Quoting.Of(word).Unquote(word));
}
