using System.Text.Json.Nodes;
using System.Web;

namespace NocExpress.Tests.Support;

/// <summary>Reads the query of a request that the sandbox received.</summary>
internal static class RecordedQuery
{
    /// <summary>The value of a query parameter; null where it was not sent.</summary>
    public static string? Query(this JsonNode request, string name) => HttpUtility.ParseQueryString((string)request["query"]!)[name];
}
