using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Api;
using NocExpress.Client.Configurations;
using NocExpress.Client.Issues;
using NocExpress.Client.Json;
using NocExpress.Client.Lists;
using NocExpress.Client.Sites;
using NocExpress.Rules;

namespace NocExpress.Client.FirstContact;

/// <summary>The answers that the checks look at, each of which is asked for once, by the first check that wants it.</summary>
/// <param name="probe">Asks.</param>
/// <param name="macnum">The site to look at; null for some of the first.</param>
/// <param name="tenant">The company to act for.</param>
internal sealed class Evidence(Probe probe, string? macnum, string? tenant)
{
    /// <summary>So many sites are asked for circuits at once, as some have none.</summary>
    private const int SitesToLookAt = 5;

    /// <summary>And so many one by one.</summary>
    private const int SitesToAskFor = 2;

    /// <summary>What no site is called: an answer that has no rows shows as well whether a parameter is allowed.</summary>
    private const string NoSite = "zzqxjvwkzz";

    private readonly Dictionary<string, Task<Answer>> _answers = new(StringComparer.Ordinal);

    public Probe Probe => probe;

    /// <summary>The company to act for.</summary>
    public string? Tenant => tenant;

    /// <summary>The answers that have come.</summary>
    public IEnumerable<ProbedResponse> Responses => _answers.Values.Where(answer => answer.IsCompleted).Select(answer => answer.Result.Response).OfType<ProbedResponse>();

    /// <summary>The first sites, as many as the server gives by itself.</summary>
    public Task<Answer> SitesAsync() => SitesAsync(default);

    public Task<Answer> SitesAsync(PageRequest page) => OnceAsync($"sites {page.Size} {page.Number}", () => Sites(page));

    /// <summary>The list of no sites, in pages of this size.</summary>
    public Task<Answer> NoSitesAsync(int size) => OnceAsync($"no sites {size}", () => Sites(new PageRequest(size, null)).With("search", NoSite));

    /// <summary>Configurations on the path that is documented.</summary>
    public Task<Answer> LongPathAsync() => ConfigurationsAsync(ConfigurationRequests.LongPath);

    /// <summary>Configurations on the path that knows them.</summary>
    public async Task<Answer> ConfigurationsAsync() => await ConfigurationsAsync(await PathAsync().ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>The issues by these parameters, or without any; null where no configuration says a type.</summary>
    public async Task<Answer> IssuesAsync(IssueParameters? parameters)
    {
        (string? type, string? subtype) = await TypesAsync().ConfigureAwait(false);
        return await OnceAsync($"issues {parameters?.Type}", () =>
        {
            ApiRequest request = Request(IssuesEndpoint.Path);
            return parameters is null ? request : request.With(parameters.Type, type).With(parameters.Subtype, subtype);
        }).ConfigureAwait(false);
    }

    /// <summary>The answer to a question for a ticket that cannot be.</summary>
    public Task<Answer> ErrorAsync() => OnceAsync("error", () => Request("api/v1/noc/tickets/0"));

    /// <summary>The rows of configurations; none where they could not be had.</summary>
    public async Task<IReadOnlyList<JsonElement>> ConfigurationRowsAsync() => (await ConfigurationsAsync().ConfigureAwait(false)).Rows ?? [];

    /// <summary>A ticket type and a subtype that go with each other, if a configuration names any.</summary>
    public async Task<(string? Type, string? Subtype)> TypesAsync() => (await ConfigurationRowsAsync().ConfigureAwait(false))
        .Select(row => ConfigurationReader.Read(new JsonFields(row), default, null))
        .Select(configuration => (Type: configuration.TypeNames.FirstOrDefault(), Subtype: configuration.SubtypeNames.FirstOrDefault()))
        .FirstOrDefault(pair => pair is { Type: not null, Subtype: not null });

    /// <summary>The macnums that are looked at.</summary>
    public async Task<IReadOnlyList<string>> MacnumsAsync() => macnum is not null
        ? [macnum]
        :
        [
            .. ((await SitesAsync().ConfigureAwait(false)).Rows ?? [])
                .Select(row => new JsonFields(row).Text("macnum") ?? "").Where(text => text.Trim().Length > 0).Distinct().Take(SitesToLookAt),
        ];

    /// <summary>A site and a circuit of it; null where there is none. Where rows do not say whose they are, a site is asked for by itself.</summary>
    public async Task<(string Macnum, JsonElement Row)?> CircuitAsync()
    {
        IReadOnlyList<string> macnums = await MacnumsAsync().ConfigureAwait(false);
        MacnumMatcher matcher = new(macnums);
        IReadOnlyList<JsonElement> rows = await ConfigurationRowsAsync().ConfigureAwait(false);
        foreach (JsonElement row in rows)
        {
            if ((matcher.OwnerOf(new JsonFields(row)).Macnum ?? (macnums.Count == 1 ? macnums[0] : null)) is { } owner)
            {
                return (owner, row);
            }
        }

        string path = await PathAsync().ConfigureAwait(false);
        foreach (string one in rows.Count > 0 ? macnums.Take(SitesToAskFor) : [])
        {
            if ((await ConfigurationsAsync(path, [one]).ConfigureAwait(false)).Rows is [var row, ..])
            {
                return (one, row);
            }
        }

        return null;
    }

    private async Task<string> PathAsync() =>
        (await LongPathAsync().ConfigureAwait(false)).Status == 404 ? ConfigurationRequests.ShortPath : ConfigurationRequests.LongPath;

    private async Task<Answer> ConfigurationsAsync(string path)
    {
        IReadOnlyList<string> macnums = await MacnumsAsync().ConfigureAwait(false);
        return macnums.Count == 0
            ? Answer.NotAsked((await SitesAsync().ConfigureAwait(false)).Rows is null
                ? "not asked: the sites could not be read"
                : "not asked: no site with a macnum was seen; name one by -Macnum")
            : await ConfigurationsAsync(path, macnums).ConfigureAwait(false);
    }

    private Task<Answer> ConfigurationsAsync(string path, IReadOnlyList<string> macnums) =>
        OnceAsync($"{path} {string.Join(",", macnums)}", () => Request(path).With("macnums", macnums).With("services", ServiceNames.All));

    private static ApiRequest Sites(PageRequest page) => Request(SitesEndpoint.Path).With("page_size", page.Size).With("page", page.Number);

    private static ApiRequest Request(string path) => new() { Path = path, Subject = "The test of the connection", NoRetry = true };

    private Task<Answer> OnceAsync(string key, Func<ApiRequest> make)
    {
        if (!_answers.TryGetValue(key, out Task<Answer>? answer))
        {
            _answers[key] = answer = probe.AskAsync(make().With("granted_tenant_macnum", tenant));
        }

        return answer;
    }
}
