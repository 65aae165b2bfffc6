using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Api;
using NocExpress.Client.Json;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Client.Issues;

/// <summary><c>GET /api/v1/noc/tickets/static</c>.</summary>
internal sealed class IssuesEndpoint(ApiSender session, CompletionCache seen)
{
    private const string ListKey = "ticket_issues_dropdown_values";

    /// <summary>Where the list may stand: by itself, or in one of the envelopes that the API's other lists come in.</summary>
    private static readonly string[] _envelopes = ["data", "results"];

    /// <summary>What the server has offered. It rarely changes, and who misses something there asks again.</summary>
    private readonly ConcurrentDictionary<IssueQuery, IReadOnlyList<NocIssue>> _known = new();

    /// <summary>Whether the server has been asked already.</summary>
    public bool Knows(IssueQuery query) => _known.ContainsKey(query with { Refresh = false });

    public async Task<IReadOnlyList<NocIssue>> ListAsync(IssueQuery query, ICallContext call)
    {
        IssueQuery key = query with { Refresh = false };
        if (query.Refresh || !_known.TryGetValue(key, out IReadOnlyList<NocIssue>? issues))
        {
            _known[key] = issues = await FetchAsync(query, call).ConfigureAwait(false);
        }

        return issues;
    }

    private Task<IReadOnlyList<NocIssue>> FetchAsync(IssueQuery query, ICallContext call)
    {
        ApiRequest request = new ApiRequest { Path = "api/v1/noc/tickets/static", Subject = Subject(query), ExistsOnEveryServer = true }
            .With("type_name", query.TypeName)
            .With("subtype_name", query.SubtypeName)
            .With("granted_tenant_macnum", query.GrantedTenantMacnum);
        return session.SendAsync<IReadOnlyList<NocIssue>>(
            request,
            async response =>
            {
                using JsonDocument document = await response.ReadDocumentAsync().ConfigureAwait(false);
                if (FindList(document.RootElement) is not { } list)
                {
                    throw response.Unexpected($"it has no list {ListKey}");
                }

                string[] names = [.. list.EnumerateArray().Select(NameOf).Where(name => name is not null).Select(name => name!).Distinct()];
                return names.Length == 0 && list.GetArrayLength() > 0
                    ? throw response.Unexpected($"no element of {ListKey} has a name")
                    : [.. names.Select(name => seen.Note(new NocIssue(name, query.TypeName, query.SubtypeName)))];
            },
            call);
    }

    private static JsonElement? FindList(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (JsonText.Property(root, ListKey) is { } list)
        {
            return list.ValueKind == JsonValueKind.Array ? list : null;
        }

        return _envelopes
            .Select(name => JsonText.Property(root, name) is { } inner ? FindList(inner) : null)
            .FirstOrDefault(found => found is not null);
    }

    /// <summary>An element is a name, an object with one, or a pair of an id and a name.</summary>
    private static string? NameOf(JsonElement element)
    {
        JsonElement name = element.ValueKind switch
        {
            JsonValueKind.Object when JsonText.Property(element, "name") is { } value => value,
            JsonValueKind.Array when element.GetArrayLength() == 2 => element[1],
            _ => element,
        };
        return name.ValueKind == JsonValueKind.String ? JsonText.Of(name) : null;
    }

    private static string Subject(IssueQuery query)
    {
        string[] named =
        [
            .. new[] { ("type", query.TypeName), ("subtype", query.SubtypeName) }
                .Where(one => one.Item2 is not null)
                .Select(one => $"{one.Item1} {TerminalText.Quoted(one.Item2)}"),
        ];
        return named.Length == 0 ? "The issues" : $"The issues of {string.Join(" and ", named)}";
    }
}
