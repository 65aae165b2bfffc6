using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Issues;

/// <summary>
/// Finds out, once, by which parameters the server narrows the issues: an answer that is the same as without any shows that it does not know them.
/// </summary>
/// <param name="ask">Asks for the issues by these parameters, or without any.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore that nobody waits for by its handle holds nothing that has to be given back.")]
internal sealed class IssueNarrowing(Func<IssueQuery, IssueParameters?, ICallContext, Task<IReadOnlyList<NocIssue>>> ask)
{
    private static readonly IssueParameters[] _candidates = [IssueParameters.OfCreateTicket, IssueParameters.OfInventory];

    private readonly SemaphoreSlim _gate = new(1);
    private volatile Finding? _found;

    /// <summary>The issues of the query's type and subtype, as far as the server narrows them.</summary>
    public async Task<IReadOnlyList<NocIssue>> ListAsync(IssueQuery query, ICallContext call)
    {
        if (_found is not { } found)
        {
            await _gate.WaitAsync(call.CancellationToken).ConfigureAwait(false);
            try
            {
                if (_found is null)
                {
                    return await FindAsync(query, call).ConfigureAwait(false);
                }

                found = _found;
            }
            finally
            {
                _gate.Release();
            }
        }

        return await ask(query, found.Parameters, call).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<NocIssue>> FindAsync(IssueQuery query, ICallContext call)
    {
        NocException? refused = null;
        IReadOnlyList<NocIssue>? all = null;
        foreach (IssueParameters parameters in _candidates)
        {
            try
            {
                IReadOnlyList<NocIssue> issues = await ask(query, parameters, call).ConfigureAwait(false);
                all ??= await TryAllAsync(query, call).ConfigureAwait(false);
                if (all is null)
                {
                    return issues;
                }

                if (!NamesOf(issues).SetEquals(NamesOf(all)))
                {
                    return Found(parameters, issues, $"The server narrows the issues by {parameters}.", call);
                }
            }
            catch (NocException error) when (error.StatusCode is 400 or 422)
            {
                // It may not know these parameters. What it says of the first is told where the others narrow nothing either.
                refused = parameters == _candidates[0] ? error : refused;
            }
        }

        return refused is not null
            ? throw refused
            : Found(null, all!, $"The server narrows the issues neither by {string.Join(" nor by ", _candidates.AsEnumerable())}: all {all!.Count} are taken for those of each type.", call);
    }

    /// <remarks>What is only there to compare must not keep the issues from coming out.</remarks>
    private async Task<IReadOnlyList<NocIssue>?> TryAllAsync(IssueQuery query, ICallContext call)
    {
        try
        {
            return await ask(query, null, call).ConfigureAwait(false);
        }
        catch (NocException error) when (!error.IsTerminating)
        {
            call.Verbose($"Whether the server narrows the issues is not known. {error.Message}");
            return null;
        }
    }

    private IReadOnlyList<NocIssue> Found(IssueParameters? parameters, IReadOnlyList<NocIssue> issues, string message, ICallContext call)
    {
        _found = new Finding(parameters);
        call.Verbose(message);
        return issues;
    }

    private static HashSet<string> NamesOf(IReadOnlyList<NocIssue> issues) => new(issues.Select(issue => issue.Name), StringComparer.Ordinal);

    /// <param name="Parameters">Those that narrow; null where none does.</param>
    private sealed record Finding(IssueParameters? Parameters);
}
