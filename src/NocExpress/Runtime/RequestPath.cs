using System;
using System.Linq;
using NocExpress.Models;

namespace NocExpress.Runtime;

/// <summary>Decides which paths a request with the token may go to: those below the connection's base URI, and nowhere else.</summary>
internal static class RequestPath
{
    /// <summary>Returns the path below the base URI, with its query if it has one, and without a leading slash.</summary>
    /// <exception cref="NocException">It leads elsewhere.</exception>
    public static string Below(Uri baseUri, string path)
    {
        string prefix = baseUri.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/";
        if (path.Any(c => c is '#' or '\\' || char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c)))
        {
            throw Refused(path, "holds a character that no path can hold. Escape it, as in %20");
        }

        bool isAbsolute = path.StartsWith("//", StringComparison.Ordinal) || path.Split('/', '?')[0].Contains(":");
        if (isAbsolute && !path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            throw Refused(path, $"is not below the connection's base URI {prefix}, and the token goes nowhere else. Connect to that server, or give a path such as api/v1/noc/companies/sites");
        }

        string relative = isAbsolute ? path.Substring(prefix.Length) : path.TrimStart('/');
        Uri target = new(prefix + relative);
        string root = new Uri(prefix).AbsolutePath;
        return target.Authority == baseUri.Authority && target.AbsolutePath.StartsWith(root, StringComparison.Ordinal)
            ? target.PathAndQuery.Substring(root.Length)
            : throw Refused(path, $"leads out of the connection's base URI {prefix}");
    }

    private static NocException Refused(string path, string problem) =>
        new(NocErrorKind.ValidationFailed, $"-Path '{path}' {problem}.");
}
