using System;
using System.Linq;
using NocExpress.Client.Http;
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
    public void What_is_too_short_to_be_told_from_a_word_stays()
    {
        _redactor.Hide("abc");

        Assert.Equal("abc", _redactor.Redact("abc"));
    }

    [Fact]
    public void Of_many_tokens_the_last_are_hidden_and_a_secret_for_ever()
    {
        _redactor.Hide("sesame");
        foreach (int number in Enumerable.Range(0, 6))
        {
            _redactor.HideToken($"token-{number}");
        }

        Assert.Equal("*** token-0 token-1 *** *** *** ***", _redactor.Redact("sesame token-0 token-1 token-2 token-3 token-4 token-5"));
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

        Assert.Null(_redactor.Clean(new InvalidOperationException("outer", new FormatException("'sesame' is no header"))));
        Assert.Same(harmless, _redactor.Clean(harmless));
    }
}
