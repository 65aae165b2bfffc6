using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace NocExpress.Tests.Secrecy;

/// <summary>The forms in which a secret may come to light.</summary>
internal static class SecretForms
{
    /// <summary>So much of a secret is a part that counts: what is cut to fit must not end in the middle of one.</summary>
    private const int TellingLength = 10;

    /// <summary>The forms of the secret that are in the text, and none where all is well.</summary>
    public static IReadOnlyList<string> In(string text, string secret) =>
        [.. Of(secret).Concat(PartsOf(secret)).Where(form => text.Contains(form, StringComparison.OrdinalIgnoreCase)).Distinct()];

    /// <summary>What a server may send back that was sent to it: as it was, or encoded as a form, a query or a path, JSON, HTML, base64 or a print of its bytes.</summary>
    public static IReadOnlyList<string> Echoes(string secret)
    {
        string[] texts = Texts(secret);
        return [.. texts, .. texts.SelectMany(text => Base64(text).Concat(Base64("client:" + text))), .. Bytes(secret)];
    }

    /// <summary>These, and what a SecureString is when it is saved: the hexadecimal bytes of UTF-16.</summary>
    private static IEnumerable<string> Of(string secret) =>
        [.. Texts(secret), .. Texts(secret).SelectMany(Inner), .. Bytes(secret), Convert.ToHexString(Encoding.Unicode.GetBytes(secret))];

    private static string[] Bytes(string secret) =>
        [Convert.ToHexString(Encoding.UTF8.GetBytes(secret)), Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)), Convert.ToBase64String(Encoding.Unicode.GetBytes(secret))];

    private static IEnumerable<string> PartsOf(string secret) =>
        Enumerable.Range(0, Math.Max(0, secret.Length - TellingLength)).Select(start => secret.Substring(start, TellingLength));

    private static string[] Texts(string secret) =>
    [
        .. new[]
        {
            secret,
            Uri.EscapeDataString(secret),
            Uri.EscapeDataString(secret).Replace("%2F", "/", StringComparison.Ordinal),
            Uri.EscapeDataString(Uri.EscapeDataString(secret)),
            WebUtility.UrlEncode(secret),
            JavaScriptEncoder.Default.Encode(secret),
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
            WebUtility.HtmlEncode(secret),
        }.Distinct(),
    ];

    private static string[] Base64(string text)
    {
        string encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        return [encoded, encoded.TrimEnd('=').Replace('+', '-').Replace('/', '_')];
    }

    /// <summary>What any base64 shows of the text that stands somewhere within it: each of three bytes may be the first.</summary>
    private static IEnumerable<string> Inner(string text) =>
        Enumerable.Range(0, 3).SelectMany(before => Base64(new string('x', before) + text + "xx").Select(encoded => encoded[4..^8]));
}
