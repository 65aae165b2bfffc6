using System;
using System.Linq;
using NocExpress.Models;

namespace NocExpress.Input;

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
            throw Invalid(path, "holds a character that no path can hold. Escape it, as in %20");
        }

        bool isAbsolute = path.StartsWith("//", StringComparison.Ordinal) || path.Split('/', '?')[0].Contains(":");
        if (isAbsolute && !IsBelow(prefix, path))
        {
            throw Invalid(path, $"is not below the connection's base URI {prefix}, and the token goes nowhere else. Connect to that server, or give a path such as api/v1/noc/companies/sites");
        }

        if (path.Split('?')[0].Split('/').Any(HidesDots))
        {
            throw Invalid(path, "holds '..' beside an escaped slash, which a server may take for another path. Write the path that is meant");
        }

        string relative = isAbsolute ? path.Substring(prefix.Length) : path.TrimStart('/');
        Uri target = new(prefix + relative);
        string root = new Uri(prefix).AbsolutePath;
        return target.Authority == baseUri.Authority && target.AbsolutePath.StartsWith(root, StringComparison.Ordinal)
            ? target.PathAndQuery.Substring(root.Length)
            : throw Invalid(path, $"leads out of the connection's base URI {prefix}");
    }

    /// <remarks>The case of a host is free, and that of a path is not.</remarks>
    private static bool IsBelow(string prefix, string path)
    {
        int host = prefix.IndexOf('/', prefix.IndexOf("//", StringComparison.Ordinal) + 2);
        return path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && string.CompareOrdinal(path, host, prefix, host, prefix.Length - host) == 0;
    }

    private static bool HidesDots(string segment) => segment.Contains("%") && Uri.UnescapeDataString(segment).Split('/', '\\') is { Length: > 1 } parts && parts.Contains("..");

    private static NocException Invalid(string path, string problem) =>
        new(NocErrorKind.ValidationFailed, $"-Path '{path}' {problem}.");
}
