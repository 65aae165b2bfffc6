using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace NocExpress.Client.Secrecy;

/// <summary>The forms in which a server may send a secret back: as it is, or as it stood in a form, a query, a header, JSON, HTML or base64.</summary>
internal static class SecretForms
{
    /// <summary>What is shorter is in many a word.</summary>
    private const int Shortest = 4;

    public static IEnumerable<string> Of(string secret)
    {
        string[] texts =
        [
            secret,
            Uri.EscapeDataString(secret),
            Uri.EscapeDataString(secret).Replace("%2F", "/"),
            Uri.EscapeDataString(Uri.EscapeDataString(secret)),
            WebUtility.UrlEncode(secret),
            JavaScriptEncoder.Default.Encode(secret),
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
            WebUtility.HtmlEncode(secret),
            WebUtility.HtmlEncode(secret).Replace("&#39;", "'"),
            AsHeader(secret),
            string.Concat(Encoding.UTF8.GetBytes(secret).Select(value => value.ToString("X2", CultureInfo.InvariantCulture))),
            Convert.ToBase64String(Encoding.Unicode.GetBytes(secret)),

            // .NET quotes a header that is none as far as its colon.
            secret.Split(':')[0],
        ];
        return texts.Where(text => text.Length >= Shortest).Distinct().SelectMany(text => Base64(text).Append(text)).SelectMany(WithJson).Where(form => form.Length >= Shortest).Distinct();
    }

    /// <summary>Each form may stand in JSON that breaks off, so that nobody undoes its escapes.</summary>
    private static string[] WithJson(string form) => [form, JavaScriptEncoder.Default.Encode(form), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(form)];

    /// <summary>A header is read byte by byte.</summary>
    private static string AsHeader(string secret) => new([.. Encoding.UTF8.GetBytes(secret).Select(value => (char)value)]);

    /// <summary>
    /// What base64 makes of the text wherever it stands in it, as behind the client id of Basic authentication: three characters become four, and
    /// which three depends on what comes before. What its neighbours share with it is left out.
    /// </summary>
    private static IEnumerable<string> Base64(string text)
    {
        for (int before = 0; before < 3; before++)
        {
            byte[] shifted = [.. new byte[before], .. Encoding.UTF8.GetBytes(text)];
            int start = ((before * 8) + 5) / 6;
            string own = Convert.ToBase64String(shifted).Substring(start, (shifted.Length * 8 / 6) - start);
            yield return own;
            yield return own.Replace('+', '-').Replace('/', '_');
        }
    }
}
