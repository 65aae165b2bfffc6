using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using NocExpress.Client.Secrecy;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Secrecy;

/// <summary>A secret is known in whatever encoding it comes back: encodings are undone, and what is then there is compared.</summary>
public sealed class EncodedSecretTests : TicketTest
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";

    private static readonly string[] _secrets =
    [
        "plain-secret-123",
        "p ss!w~o*r(d)+/='x'",
        GossipingServer.Secret,
        "änderung 100% sicher&gut €",
        "ends with a percent%",
        @"C:\secret\x41\u0042",
        "a&amp;b&lt;c%2Bd%252Be",
        "eyJhbGciOiJub25lIn0.Tok+en/with=all~sorts",
        "0123456789abcdef0123456789abcdef",
    ];

    private static readonly Dictionary<string, Func<string, string>> _encoders = new()
    {
        ["as it is"] = text => text,
        ["in capitals"] = text => text.ToUpperInvariant(),
        ["Uri.EscapeDataString"] = Uri.EscapeDataString,
        ["WebUtility.UrlEncode"] = text => WebUtility.UrlEncode(text),
        ["Python's quote_plus"] = text => Percent(text, Unreserved + "~").Replace("%20", "+", StringComparison.Ordinal),
        ["Python's quote"] = text => Percent(text, Unreserved + "~/"),
        ["Java's URLEncoder"] = text => Percent(text, Unreserved + "*").Replace("%20", "+", StringComparison.Ordinal),
        ["JavaScript's encodeURIComponent"] = text => Percent(text, Unreserved + "!~*'()"),
        ["JavaScript's encodeURI"] = text => Percent(text, Unreserved + "!~*'();/?:@&=+$,#"),
        ["JavaScript's escape"] = text =>
            string.Concat(text.Select(c => Unreserved.Contains(c, StringComparison.Ordinal) || "@*+/".Contains(c, StringComparison.Ordinal) ? c.ToString() : c < 256 ? $"%{(int)c:X2}" : $"%u{(int)c:X4}")),
        ["PHP's urlencode"] = text => Percent(text, Unreserved).Replace("%20", "+", StringComparison.Ordinal),
        ["every character in percent form"] = text => Percent(text, ""),
        ["every character in small percent form"] = text => Percent(text, "").ToLowerInvariant(),
        ["Latin-1 in percent form"] = text => string.Concat(text.Select(c => c < 256 ? $"%{(int)c:X2}" : Percent(c.ToString(), ""))),
        ["HTML"] = text => WebUtility.HtmlEncode(text),
        ["numeric entities"] = text => string.Concat(text.Select(c => $"&#{(int)c};")),
        ["numeric entities without an end"] = text => string.Concat(text.Select(c => $"&#{(int)c}")) + ";",
        ["hexadecimal entities"] = text => string.Concat(text.Select(c => $"&#x{(int)c:x};")),
        ["named entities"] = Named,
        ["\\x"] = text => string.Concat(Encoding.UTF8.GetBytes(text).Select(value => $"\\x{value:x2}")),
        ["\\x of what is no letter"] = text => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c.ToString() : c < 256 ? $"\\x{(int)c:x2}" : $"\\u{(int)c:x4}")),
        ["\\u"] = text => string.Concat(text.Select(c => $"\\u{(int)c:x4}")),
        ["\\u{}"] = text => string.Concat(text.Select(c => $"\\u{{{(int)c:x}}}")),
        ["octal"] = text => string.Concat(Encoding.UTF8.GetBytes(text).Select(value => "\\" + Convert.ToString(value, 8).PadLeft(3, '0'))),
        ["JSON"] = text => JavaScriptEncoder.Default.Encode(text),
        ["relaxed JSON"] = text => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text),
        ["JSON in JSON"] = text => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)),
        ["quoted-printable"] = text => string.Concat(Encoding.UTF8.GetBytes(text).Select(value => value is > 32 and < 127 and not (byte)'=' ? ((char)value).ToString() : $"={value:X2}")),
        ["bytes as characters"] = text => string.Concat(Encoding.UTF8.GetBytes(text).Select(value => (char)value)),
        ["hexadecimal"] = text => Convert.ToHexString(Encoding.UTF8.GetBytes(text)),
        ["small hexadecimal"] = text => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)),
        ["BitConverter"] = text => BitConverter.ToString(Encoding.UTF8.GetBytes(text)),
        ["hexadecimal with colons"] = text => BitConverter.ToString(Encoding.UTF8.GetBytes(text)).Replace('-', ':'),
        ["hexadecimal with blanks"] = text => BitConverter.ToString(Encoding.UTF8.GetBytes(text)).Replace('-', ' '),
        ["a saved SecureString"] = text => Convert.ToHexString(Encoding.Unicode.GetBytes(text)),
        ["base64"] = Base64,
        ["base64 for addresses"] = text => Base64(text).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        ["base64 of UTF-16"] = text => Convert.ToBase64String(Encoding.Unicode.GetBytes(text)),
        ["base64 with line ends"] = text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text + text + text + text + text), Base64FormattingOptions.InsertLineBreaks),
        ["base64 twice"] = text => Base64(Base64(text)),
        ["base64 of percent form"] = text => Base64(WebUtility.UrlEncode(text)),
        ["base64 in percent form"] = text => Uri.EscapeDataString(Base64(text)),
        ["base64 in JSON"] = text => JavaScriptEncoder.Default.Encode(Base64(text)),
        ["percent form twice"] = text => Uri.EscapeDataString(Uri.EscapeDataString(text)),
        ["percent form three times"] = text => Uri.EscapeDataString(Uri.EscapeDataString(Uri.EscapeDataString(text))),
        ["form twice"] = text => WebUtility.UrlEncode(WebUtility.UrlEncode(text)),
        ["form in HTML"] = text => WebUtility.HtmlEncode(WebUtility.UrlEncode(text)),
        ["HTML twice"] = text => WebUtility.HtmlEncode(WebUtility.HtmlEncode(text)),
        ["HTML in a form"] = text => WebUtility.UrlEncode(WebUtility.HtmlEncode(text)),
        ["HTML in JSON"] = text => JavaScriptEncoder.Default.Encode(WebUtility.HtmlEncode(text)),
        ["JSON in a form"] = text => WebUtility.UrlEncode(JavaScriptEncoder.Default.Encode(text)),
    };

    protected override bool Connects => false;

    public static TheoryData<string, string> Echoes
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (string encoder in _encoders.Keys)
            {
                foreach (string secret in _secrets)
                {
                    all.Add(encoder, secret);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Echoes), DisableDiscoveryEnumeration = true)]
    public void A_secret_is_hidden_in_every_encoding_and_all_around_it_stays(string encoder, string secret)
    {
        Redactor redactor = new();
        redactor.Hide(secret);

        Assert.Equal("got: ***, sorry", redactor.Redact($"got: {_encoders[encoder](secret)}, sorry").Replace("***\r\n***", "***", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Echoes), DisableDiscoveryEnumeration = true)]
    public void A_token_is_hidden_in_every_encoding(string encoder, string secret)
    {
        Redactor redactor = new();
        redactor.HideToken(secret);

        Assert.Equal("got: ***, sorry", redactor.Redact($"got: {_encoders[encoder](secret)}, sorry").Replace("***\r\n***", "***", StringComparison.Ordinal));
    }

    [Fact]
    public void A_secret_is_hidden_behind_the_client_id_in_basic_authentication()
    {
        foreach (string secret in _secrets)
        {
            foreach (string id in new[] { "c", "cl", "cli", "client" })
            {
                Redactor redactor = new();
                redactor.Hide(secret);
                string header = "Authorization: Basic " + Base64($"{id}:{WebUtility.UrlEncode(secret)}");

                string shown = redactor.Redact(header);

                Assert.StartsWith("Authorization: Basic ", shown, StringComparison.Ordinal);
                Assert.EndsWith("***", shown, StringComparison.Ordinal);
                Assert.InRange(shown.Length, 24, 24 + (4 * (id.Length + 1) / 3));
            }
        }
    }

    [Theory]
    [InlineData("The circuit of store 7 (100% down) is at 5th & Main; see https://example.com/a%20b?x=1&y=2+3.")]
    [InlineData("""{"detail":"C:\\temp\u0020 is full","id":"0123456789abcdef","token":"QUJDREVGR0g="}""")]
    [InlineData("%ZZ %u12 &bogus; &#; &#x; \\x4 \\u00 \\u{ =3 % & \\")]
    [InlineData("")]
    public void What_holds_no_secret_stays_as_it_is(string text)
    {
        Redactor redactor = new();
        redactor.Hide("another-secret-of-ours");
        redactor.HideToken("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2lnbmF0dXJl");

        Assert.Equal(text, redactor.Redact(text));
    }

    [Fact]
    public void The_form_in_which_the_secret_was_posted_is_in_no_error()
    {
        const string secret = "my s3cret! (of ~ours*)";
        string sent = "";
        using WireServer server = new(request =>
        {
            sent = request[(request.IndexOf("client_secret=", StringComparison.Ordinal) + 14)..];
            return WireServer.Answer($"{{\"error\":\"invalid_client\",\"error_description\":\"You sent {request[request.IndexOf("\r\n\r\n", StringComparison.Ordinal)..].Trim()}.\"}}", "400 Bad Request");
        });
        Shell.Set("server", server.BaseUri);
        Shell.Set("credential", new System.Management.Automation.PSCredential("client", new NetworkCredential("", secret).SecurePassword));

        NocException error = Run("Connect-NocExpress -BaseUri $server -TokenUri $server -Credential $credential -ClientAuthentication Post -MaximumRetryCount 0").ShouldFailWith("NocAuthenticationFailed");

        Assert.Contains("+", sent, StringComparison.Ordinal);
        Assert.Contains("client_secret=***", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>
    /// What is a word of the data is no secret there, and what is left of a site's name without it tells nobody which site it is.
    /// </summary>
    [Fact]
    public void A_short_secret_that_is_a_word_of_the_data_stays_in_the_data()
    {
        Shell.Set("given", new NetworkCredential("", "Main").SecurePassword);
        using WireServer server = new(request => request.StartsWith("POST ", StringComparison.Ordinal)
            ? WireServer.Answer("""[{"id":7,"site_name":"Main Street 5","summary":"Main line down"}]""")
            : WireServer.Answer("""{"name":"Main Street 5"}"""));
        Shell.Set("server", server.BaseUri);
        Run("Connect-NocExpress -BaseUri $server -AccessToken $given").ShouldHaveNoErrors();

        Shell.Result created = Run($"{Row()} | New-NocTicket @common -SkipIssueCheck");

        Assert.Equal("Main Street 5", created.Objects<NocTicket>()[0].SiteName);
        Assert.Equal("Main line down", created.Objects<NocTicket>()[0].Summary);
        Assert.Equal("Main Street 5", Run("Invoke-NocRequest sites").Output[0].Properties["name"].Value);
        Assert.Contains("Main Street 5", (string)Run("Invoke-NocRequest sites -Raw").Output[0].BaseObject, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_secret_is_hidden_in_what_a_server_says_of_an_error()
    {
        Shell.Set("given", new NetworkCredential("", "q7 x").SecurePassword);
        Redactor redactor = new();
        redactor.Hide("q7 x");

        Assert.Equal("your token is ***, or ***", redactor.Redact("your token is q7 x, or q7%20x"));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Percent(string text, string kept) =>
        string.Concat(Encoding.UTF8.GetBytes(text)
            .Select(value => kept.Contains((char)value, StringComparison.Ordinal) ? ((char)value).ToString() : "%" + value.ToString("X2", CultureInfo.InvariantCulture)));

    private static string Named(string text) => string.Concat(text.Select(c => c switch
    {
        '+' => "&plus;",
        '/' => "&sol;",
        '!' => "&excl;",
        '(' => "&lpar;",
        ')' => "&rpar;",
        '*' => "&ast;",
        '=' => "&equals;",
        ':' => "&colon;",
        '%' => "&percnt;",
        '"' => "&QUOT;",
        '\'' => "&apos;",
        '&' => "&AMP;",
        '\\' => "&bsol;",
        '_' => "&lowbar;",
        '.' => "&period;",
        'ä' => "&auml;",
        '€' => "&euro;",
        ' ' => "&#32;",
        _ => c.ToString(),
    }));
}
