using System;
using System.Net;
using System.Text;

namespace NocExpress.Sandbox.Api;

/// <summary>A client id and secret in an Authorization header, form-encoded before Base64 as RFC 6749, section 2.3.1, has it.</summary>
internal static class BasicCredentials
{
    private const string Scheme = "Basic ";

    public static (string? Id, string? Secret) Decode(string authorization)
    {
        byte[] decoded = new byte[authorization.Length];
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || !Convert.TryFromBase64String(authorization[Scheme.Length..], decoded, out int length))
        {
            return (null, null);
        }

        string[] pair = Encoding.UTF8.GetString(decoded, 0, length).Split(':', 2);
        return pair.Length == 2 ? (WebUtility.UrlDecode(pair[0]), WebUtility.UrlDecode(pair[1])) : (null, null);
    }
}
