using System;
using System.Linq;
using NocExpress.Client.Secrecy;
using Xunit;

namespace NocExpress.Tests.Secrecy;

/// <summary>What is hidden of a text, and what is left of it.</summary>
public sealed class RedactorTests
{
    private readonly Redactor _redactor = new();

    [Theory]
    [InlineData("sesame", "***")]
    [InlineData("sesame and SESAME", "*** and ***")]
    [InlineData("it is sesame, open sesame!", "it is ***, open ***!")]
    [InlineData("sesam", "sesam")]
    public void Each_secret_is_hidden_and_all_else_stays(string text, string shown)
    {
        _redactor.Hide("sesame");

        Assert.Equal(shown, _redactor.Redact(text));
    }

    [Theory]
    [InlineData("sesame", "sesame-street")]
    [InlineData("sesame-street", "sesame")]
    public void Of_a_secret_that_holds_another_nothing_stays(string first, string second)
    {
        _redactor.Hide(first);
        _redactor.Hide(second);

        Assert.Equal("*** or ***", _redactor.Redact("sesame-street or sesame"));
    }

    [Fact]
    public void A_secret_that_is_too_short_to_be_told_from_a_word_stays()
    {
        _redactor.Hide("abc");

        Assert.Equal("abc", _redactor.Redact("abc"));
    }

    [Fact]
    public void Every_token_of_a_day_is_hidden()
    {
        string[] tokens = [.. Enumerable.Range(10, 24).Select(number => $"{number}+{new string('x', 1000)}")];
        foreach (string token in tokens)
        {
            _redactor.HideToken(token);
        }

        Assert.Equal(string.Join(' ', tokens.Select(_ => "***")), _redactor.Redact(string.Join(' ', tokens)));
    }

    /// <summary>They would fill the memory.</summary>
    [Fact]
    public void Of_long_tokens_without_end_the_last_are_hidden_and_a_secret_for_ever()
    {
        _redactor.Hide("sesame");
        string[] tokens = [.. Enumerable.Range(100, 40).Select(number => $"{number}{new string('+', 16_000)}")];
        foreach (string token in tokens)
        {
            _redactor.HideToken(token);
        }

        Assert.Equal("*** and ***", _redactor.Redact($"sesame and {tokens[^1]}"));
        Assert.StartsWith("100+", _redactor.Redact(tokens[0]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData(":sesame")]
    public void A_secret_may_have_any_form(string secret)
    {
        _redactor.Hide(secret);

        Assert.Equal("open", _redactor.Redact("open"));
    }

    [Fact]
    public void A_fault_that_quotes_a_secret_is_left_out_and_any_other_stays()
    {
        _redactor.Hide("sesame");
        InvalidOperationException harmless = new("outer", new FormatException("inner"));

        Assert.Null(_redactor.OrNullIfUnsafe(new InvalidOperationException("outer", new FormatException("'sesame' is no header"))));
        Assert.Same(harmless, _redactor.OrNullIfUnsafe(harmless));
    }
}
