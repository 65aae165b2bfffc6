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
/// an outage from being reported: it is warned of, and on it goes.
/// </summary>
internal sealed class IssueCheck(IssuesEndpoint issues, ValidationErrors errors, ICallContext call)
{
    private const int NearestNamed = 5;

    /// <summary>What is compared of a name: more would take long, where a server offers names without end.</summary>
    private const int LongestCompared = 100;

    private readonly Dictionary<(string, string, string?), string[]?> _offered = [];

    /// <summary>Gives the draft's issue the spelling of the server.</summary>
    public async Task CheckAsync(TicketDraft draft)
    {
        NocTicketRequest request = draft.Request;
        if (request.IssueName.Length == 0 || request.TypeName.Length == 0 || request.SubtypeName.Length == 0)
        {
            // Said already.
            return;
        }

        if (await OfferedAsync(request).ConfigureAwait(false) is not { } offered || offered.Contains(request.IssueName, StringComparer.Ordinal))
        {
            return;
        }

        if (offered.FirstOrDefault(name => string.Equals(name, request.IssueName.Trim(), StringComparison.OrdinalIgnoreCase)) is { } spelled)
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

    private async Task<string[]?> OfferedAsync(NocTicketRequest request)
    {
        (string, string, string?) key = (request.TypeName, request.SubtypeName, request.GrantedTenantMacnum);
        if (!_offered.TryGetValue(key, out string[]? names))
        {
            _offered[key] = names = await AskAsync(request).ConfigureAwait(false);
        }

        return names;
    }

    private async Task<string[]?> AskAsync(NocTicketRequest request)
    {
        IssueQuery query = new() { TypeName = request.TypeName, SubtypeName = request.SubtypeName, GrantedTenantMacnum = request.GrantedTenantMacnum };
        try
        {
            return [.. (await issues.ListAsync(query, call).ConfigureAwait(false)).Select(issue => issue.Name)];
        }
        catch (NocException error) when (error.Kind != NocErrorKind.AuthenticationFailed)
        {
            call.Warning($"The issue names are not checked. {error.Message}");
            return null;
        }
    }

    private static IEnumerable<string> Nearest(string name, string[] offered) =>
        offered.OrderBy(candidate => Distance(Compared(name), Compared(candidate))).Take(NearestNamed);

    private static string Compared(string name) => (name.Length > LongestCompared ? name.Substring(0, LongestCompared) : name).ToUpperInvariant();

    /// <summary>The number of letters to insert, drop or change (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int change = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
