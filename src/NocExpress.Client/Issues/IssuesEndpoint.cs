using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Api;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Client.Issues;

/// <summary><c>GET /api/v1/noc/tickets/static</c>.</summary>
internal sealed class IssuesEndpoint
{
    public const string Path = "api/v1/noc/tickets/static";

    private readonly ApiSender _session;
    private readonly CompletionCache _seen;
    private readonly IssueNarrowing _narrowing;

    /// <summary>What the server has offered. It rarely changes, and who misses something there asks again.</summary>
    private readonly ConcurrentDictionary<IssueQuery, IReadOnlyList<NocIssue>> _known = new();

    public IssuesEndpoint(ApiSender session, CompletionCache seen)
    {
        _session = session;
        _seen = seen;
        _narrowing = new IssueNarrowing(FetchAsync);
    }

    /// <summary>Whether the server has been asked already.</summary>
    public bool Knows(IssueQuery query) => _known.ContainsKey(query with { Refresh = false });

    public async Task<IReadOnlyList<NocIssue>> ListAsync(IssueQuery query, ICallContext call)
    {
        IssueQuery key = query with { Refresh = false };
        if (query.Refresh || !_known.TryGetValue(key, out IReadOnlyList<NocIssue>? issues))
        {
            _known[key] = issues = query.TypeName is null && query.SubtypeName is null
                ? await FetchAsync(query, null, call).ConfigureAwait(false)
                : await _narrowing.ListAsync(query, call).ConfigureAwait(false);
            foreach (NocIssue issue in issues)
            {
                _seen.Note(issue);
            }
        }

        return issues;
    }

    /// <param name="query">What is asked for.</param>
    /// <param name="parameters">Those that say the type and the subtype; null to ask for the issues of all.</param>
    /// <param name="call">Who calls.</param>
    private Task<IReadOnlyList<NocIssue>> FetchAsync(IssueQuery query, IssueParameters? parameters, ICallContext call)
    {
        ApiRequest request = new() { Path = Path, Subject = Subject(query), ExistsOnEveryServer = true };
        if (parameters is not null)
        {
            request.With(parameters.Type, query.TypeName).With(parameters.Subtype, query.SubtypeName);
        }

        return _session.SendAsync<IReadOnlyList<NocIssue>>(
            request.With("granted_tenant_macnum", query.GrantedTenantMacnum),
            async response =>
            {
                using JsonDocument document = await response.ReadDocumentAsync().ConfigureAwait(false);
                return [.. IssueReader.Read(document.RootElement, response).Select(name => new NocIssue(name, query.TypeName, query.SubtypeName))];
            },
            call);
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
