using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Files;
using NocExpress.Client.Journal;
using NocExpress.Client.Tickets.Sending;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>
/// Makes the steps of a run out of its units, each in its place in the input: requests of what is to be opened, the recorded tickets, and
/// errors of what a person has to decide.
/// </summary>
internal sealed class TicketSteps(
    TicketPlanOptions options, TicketSender sender, IJournalStore? journal, OtherRuns? others, RequestsUnderWay underWay, RunRemarks remarks, FileTimeout patience)
{
    /// <summary>So many sites are named in a command: no error grows with the input.</summary>
    private const int MostNamed = 20;

    private readonly HashSet<long> _handedOver = [];

    public async Task<IReadOnlyList<ITicketStep>> MakeAsync(IReadOnlyList<TicketUnit> units)
    {
        List<(int Place, ITicketStep Step)> steps = [];
        TicketUnit[][] requests = [.. units.Where(unit => unit.Verdict is Verdict.Send or Verdict.Wait).GroupBy(unit => unit.Group).SelectMany(Batches)];
        ILookup<TicketUnit[]?, RecordedStep> recorded = Recorded(units).ToLookup(
            together => Around(together[0].Place, requests), together => new RecordedStep(together, journal!, _handedOver));
        foreach (TicketUnit[] request in requests)
        {
            steps.Add((request[0].Place, await RequestAsync(request, [.. recorded[request]]).ConfigureAwait(false)));
        }

        steps.AddRange(recorded[null].Select(step => (step.Place, (ITicketStep)step)));
        steps.AddRange(units.Where(unit => unit.Found is not null).GroupBy(unit => unit.Found!.Request.Id).SelectMany(UnknownOf));
        steps.AddRange(units.Where(unit => unit.Verdict == Verdict.Stale).GroupBy(unit => unit.Group).Select(group => group.ToArray())
            .Select(stale => (stale[0].Place, (ITicketStep)new OpenQuestionStep(stale, journal!, options.JournalMaxAge))));
        return [.. steps.OrderBy(step => step.Place).Select(step => step.Step)];
    }

    /// <summary>The request that has sites before and after a place in the input: of several the one that begins last.</summary>
    private static TicketUnit[]? Around(int place, TicketUnit[][] requests) => requests
        .Where(request => request[0].Place < place && request[^1].Place > place)
        .OrderBy(request => request[0].Place)
        .LastOrDefault();

    /// <summary>
    /// What is unknown by one request: one question, where the run has all that the request was for. Else its sites have to be named, and no
    /// error is about more of them than can be.
    /// </summary>
    private IEnumerable<(int Place, ITicketStep Step)> UnknownOf(IEnumerable<TicketUnit> sameRequest)
    {
        TicketUnit[] known = [.. sameRequest];
        TicketUnit[][] groups = [.. known.Where(unit => unit.Verdict == Verdict.Unknown).GroupBy(unit => unit.Group).Select(group => group.ToArray())];
        bool isAll = groups.Length == 1 && IsAllOf(known[0].Found!.Request, known);
        return groups
            .SelectMany(group => isAll ? [group] : BySites(group, MostNamed))
            .Select(units => (units[0].Place, (ITicketStep)new OpenQuestionStep(units, journal!, options.JournalMaxAge, hasOtherSites: !isAll)));
    }

    /// <remarks>A table's journal knows of a request's sites only that of each record.</remarks>
    private static bool IsAllOf(SentRequest request, TicketUnit[] units)
    {
        HashSet<(string, long)> circuits = [.. units.Select(unit => (unit.Draft.Macnum, unit.Ticket.Circuit.ConfigurationId))];
        return circuits.SetEquals(request.Sites.SelectMany(site => site.ConfigurationIds, (site, id) => (site.Macnum, id)));
    }

    /// <summary>A request is for so many sites; without <c>-MultiSite</c> a group is of one site.</summary>
    private IEnumerable<TicketUnit[]> Batches(IEnumerable<TicketUnit> group) => BySites(group, options.MultiSite is null ? 1 : options.SitesPerRequest);

    private static IEnumerable<TicketUnit[]> BySites(IEnumerable<TicketUnit> group, int most)
    {
        TicketUnit[][] sites = [.. group.GroupBy(unit => unit.Draft.Macnum).Select(site => site.ToArray())];
        for (int first = 0; first < sites.Length; first += most)
        {
            yield return [.. sites.Skip(first).Take(most).SelectMany(site => site)];
        }
    }

    private async Task<RequestStep> RequestAsync(TicketUnit[] units, RecordedStep[] between)
    {
        TicketGroup group = units[0].Group;
        NocTicketRequest request = group.Request(units);
        SentSite[] sites = [.. request.Sites.Select(site => new SentSite(site.Macnum, site.SiteName, SentValues.HashOf(site.MaintenanceWindow), site.ConfigurationIds))];
        Dictionary<string, SentSite> siteOf = sites.ToDictionary(site => site.Macnum, StringComparer.Ordinal);
        SentValues values = journal is null ? new SentValues("{}") : await group.ValuesAsync(patience).ConfigureAwait(false);
        JournalClaim claim = new(
            new SentRequest(Guid.NewGuid().ToString("N").Substring(0, 16), default, values, sites),
            [.. units.Select(unit => new ClaimedCircuit(unit.Ticket, siteOf[unit.Draft.Macnum], unit.Found))]);
        ILookup<string, object?> sources = units.Select(unit => unit.Draft).Distinct().ToLookup(draft => draft.Macnum, draft => draft.Item.Source);
        return new RequestStep(new OutgoingRequest(request, group.Files, claim, sources), sender, journal, underWay, new InputOrder(units, between), remarks, async call =>
        {
            await others!.WaitAsync(units, call).ConfigureAwait(false);
            return await MakeAsync([.. units.Concat(between.SelectMany(step => step.Units)).OrderBy(unit => unit.Place)]).ConfigureAwait(false);
        });
    }

    /// <summary>Recorded units that stand next to one another are handed over together.</summary>
    private static IEnumerable<IReadOnlyList<TicketUnit>> Recorded(IReadOnlyList<TicketUnit> units)
    {
        List<TicketUnit> together = [];
        foreach (TicketUnit unit in units)
        {
            if (unit.Verdict == Verdict.Recorded)
            {
                together.Add(unit);
            }
            else if (together.Count > 0)
            {
                yield return together;
                together = [];
            }
        }

        if (together.Count > 0)
        {
            yield return together;
        }
    }
}
