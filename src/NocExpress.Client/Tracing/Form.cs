using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace NocExpress.Client.Tracing;

/// <summary>Names and values of a query, or of a form in a body.</summary>
internal static class Form
{
    public static IEnumerable<string> Parts(string text) => text.Split('&').Where(static part => part.Length > 0);

    public static (string Name, string Value) Pair(string part)
    {
        string[] pair = part.Split(['='], 2);
        return (WebUtility.UrlDecode(pair[0]), WebUtility.UrlDecode(pair.ElementAtOrDefault(1) ?? ""));
    }
}
