using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Issues;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>
/// Looks up whether the server offers the issue for the type and subtype, each pair once. A lookup that fails is no reason to keep
/// an outage from being reported: it is warned of, and on it goes. One that shows that there is no API ends the run before the first ticket:
/// a gateway would leave each create without a known outcome.
/// </summary>
internal sealed class IssueCheck(IssuesEndpoint issues, ValidationErrors errors, ICallContext call)
{
    private const int NearestNamed = 5;

    /// <summary>What is compared of a name: more would take long, where a server offers names without end.</summary>
    private const int LongestCompared = 100;

    private readonly Dictionary<IssueQuery, Offer> _offers = [];

    /// <summary>Gives the draft's issue the spelling of the server.</summary>
    public async Task CheckAsync(TicketDraft draft)
    {
        NocTicketRequest request = draft.Request;
        if (request.IssueName.Length == 0 || request.TypeName.Length == 0 || request.SubtypeName.Length == 0)
        {
            // Said already.
            return;
        }

        if (await FindAsync(request).ConfigureAwait(false) is not { } offered)
        {
            return;
        }

        if (Spelled(request.IssueName, offered) is { } spelled)
        {
            request.IssueName = spelled;
            return;
        }

        string advice = offered.Length == 0
            ? "It offers none at all."
            : $"The nearest are: {string.Join(", ", Nearest(request.IssueName, offered).Select(name => TerminalText.Quoted(name)))}; Get-NocIssue lists all.";
        errors.Add(
            "IssueName",
            request.IssueName,
            $"is not among the issues that the server offers for type {TerminalText.Quoted(request.TypeName)} and subtype {TerminalText.Quoted(request.SubtypeName)}. {advice}",
            draft.Item);
    }

    /// <summary>
    /// What the server offers. Where the issue is not among what it offered before the run began, or that was nothing at all, it is asked again, once:
    /// it may offer more by now.
    /// </summary>
    private async Task<string[]?> FindAsync(NocTicketRequest request)
    {
        IssueQuery query = new() { TypeName = request.TypeName, SubtypeName = request.SubtypeName, GrantedTenantMacnum = request.GrantedTenantMacnum };
        if (!_offers.TryGetValue(query, out Offer? offer))
        {
            bool isOld = issues.Knows(query);
            string[]? names = await AskAsync(query).ConfigureAwait(false);
            _offers[query] = offer = new Offer(names, IsFinal: names is null || (!isOld && names.Length > 0));
        }

        if (!offer.IsFinal && Spelled(request.IssueName, offer.Names!) is null)
        {
            _offers[query] = offer = new Offer(await AskAsync(query with { Refresh = true }).ConfigureAwait(false), IsFinal: true);
        }

        return offer.Names;
    }

    private async Task<string[]?> AskAsync(IssueQuery query)
    {
        try
        {
            return [.. (await issues.ListAsync(query, call).ConfigureAwait(false)).Select(issue => issue.Name)];
        }
        catch (NocException error) when (error.IsNoApi)
        {
            throw error.WithMessage($"Nothing was sent, since what answers there is no NOCExpress API. {error.Message}");
        }
        catch (NocException error) when (error.Kind is not (NocErrorKind.AuthenticationFailed or NocErrorKind.ConnectionFailed))
        {
            call.Warning($"The issue names are not checked. {error.Message}");
            return null;
        }
    }

    /// <summary>The issue as the server spells it, if it offers it. Two may differ in case alone.</summary>
    private static string? Spelled(string issue, string[] offered) =>
        offered.FirstOrDefault(name => name == issue)
        ?? offered.FirstOrDefault(name => string.Equals(name, issue.Trim(), StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Nearest(string name, string[] offered) =>
        offered.OrderBy(candidate => EditDistance.Between(Compared(name), Compared(candidate))).Take(NearestNamed);

    private static string Compared(string name) => (name.Length > LongestCompared ? name.Substring(0, LongestCompared) : name).ToUpperInvariant();

    /// <param name="Names">The names; none where they could not be looked up.</param>
    /// <param name="IsFinal">Whether asking again would bring nothing else.</param>
    private sealed record Offer(string[]? Names, bool IsFinal);
}
