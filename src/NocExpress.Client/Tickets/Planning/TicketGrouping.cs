using System.Collections.Generic;
using System.Linq;
using NocExpress.Client.Files;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>
/// Joins drafts to requests, in the order of the input. Drafts that differ in nothing but configurations and files are one request; with
/// several sites in a request, so are those that differ in their sites, but then the files must be the same: every site's ticket gets them all.
/// </summary>
internal static class TicketGrouping
{
    public static IReadOnlyList<PlannedRequest> Group(IReadOnlyList<TicketDraft> drafts, TicketPlanOptions options, ValidationErrors errors) =>
        options.MultiSite is null
            ? [.. drafts.GroupBy(draft => (draft.CommonFields(), draft.Macnum, draft.MaintenanceWindow)).Select(group => Request([.. group]))]
            : [.. drafts.GroupBy(draft => (draft.CommonFields(), draft.Files)).SelectMany(group => MultiSite([.. group], options.SitesPerRequest, errors))];

    private static IEnumerable<PlannedRequest> MultiSite(TicketDraft[] drafts, int sitesPerRequest, ValidationErrors errors)
    {
        TicketDraft[][] sites = [.. drafts.GroupBy(draft => draft.Macnum).Select(site => site.ToArray())];
        foreach (TicketDraft[] site in sites)
        {
            foreach (TicketDraft other in site.Where(draft => draft.MaintenanceWindow != site[0].MaintenanceWindow))
            {
                errors.Add(
                    "MaintenanceWindow",
                    other.MaintenanceWindow,
                    $"differs from '{site[0].MaintenanceWindow}', which was given before for the same site. A site has one window in a request.",
                    other.Item);
            }
        }

        for (int first = 0; first < sites.Length; first += sitesPerRequest)
        {
            yield return Request([.. sites.Skip(first).Take(sitesPerRequest).SelectMany(site => site)]);
        }
    }

    private static PlannedRequest Request(TicketDraft[] drafts)
    {
        UploadFile[] files = [.. drafts.SelectMany(draft => draft.Files.Elements).Distinct()];
        NocTicketRequest request = drafts[0].Request.For([.. drafts.GroupBy(draft => draft.Macnum).Select(Site)], [.. files.Select(file => file.Attachment)]);
        request.Parts = TicketEncoder.Encode(request);
        object?[] sources = [.. drafts.Select(draft => draft.Item.Source)];
        return new PlannedRequest(request, files, sources is [var only] ? only : sources);
    }

    private static NocTicketSite Site(IGrouping<string, TicketDraft> site) =>
        new(site.Key, site.First().MaintenanceWindow, NameOf(site), [.. site.SelectMany(draft => draft.ConfigurationIds).Distinct()]);

    private static string? NameOf(IEnumerable<TicketDraft> site) => site.Select(draft => draft.Item.SiteName).FirstOrDefault(name => name is not null);
}
