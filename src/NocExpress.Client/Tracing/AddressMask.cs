using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace NocExpress.Client.Tracing;

/// <summary>Addresses with the server, the paths of the API and the names of parameters, and with numbers of tickets and values by the mask.</summary>
internal sealed class AddressMask(Mask mask, Uri server)
{
    private static readonly HashSet<string> _pathsOfApi = ["api", "noc", "companies", "sites", "configurations", "external", "tickets", "static"];
    private static readonly Regex _version = new("^v[0-9]{1,2}$");

    public string Url(Uri address) => Server(address) + Path(address) + (address.Query.Length == 0 ? "" : "?" + string.Join("&", Parts(address).Select(Parameter)));

    public IEnumerable<(string Name, string Value)> Query(Uri address) =>
        Parts(address).Select(Form.Pair).Select(pair => (mask.Name(pair.Name), mask.Values(pair.Name, pair.Value)));

    /// <summary>Where a redirect leads: the server alone, as the rest is as likely to hold a secret.</summary>
    public string Redirect(Uri address) => address.IsAbsoluteUri && address.Host.Length > 0 ? mask.Line(Server(address)) + "/" + Mask.Secret : Mask.Secret;

    private static string Server(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>The path of the server itself is a setting, and stays.</summary>
    private string Path(Uri address)
    {
        string path = address.AbsolutePath;
        if (mask.ShowsContent)
        {
            return mask.Redacted(path);
        }

        string known = server.AbsolutePath.TrimEnd('/');
        if (!path.StartsWith(known, StringComparison.Ordinal))
        {
            known = "";
        }

        return known + string.Join("/", path.Substring(known.Length).Split('/').Select(Segment));
    }

    private static string Segment(string segment) =>
        _pathsOfApi.Contains(segment) || _version.IsMatch(segment) ? segment : Mask.Length(Uri.UnescapeDataString(segment));

    private static IEnumerable<string> Parts(Uri address) => Form.Parts(address.Query.TrimStart('?'));

    private string Parameter(string part)
    {
        (string name, string value) = Form.Pair(part);
        return mask.ShowsContent && !Mask.IsSecret(name) ? mask.Redacted(part) : $"{Escaped(mask.Name(name))}={Escaped(mask.Values(name, value))}";
    }

    /// <remarks>What the mask writes may stand in an address as it is.</remarks>
    private static string Escaped(string text) => text.StartsWith(Mask.Secret, StringComparison.Ordinal) ? text : Uri.EscapeDataString(text);
}
