using System;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Client.Journal;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>
/// Tells which items may share a request, and makes the units of them, in the order of the input. Items that differ in nothing but
/// configurations and files are one group; with several sites in a request, so are those that differ in their sites, but then the files
/// must
/// be the same: every site's ticket gets them all.
/// </summary>
internal static class TicketGrouping
{
    public static IReadOnlyList<TicketGroup> Group(
        IReadOnlyList<TicketDraft> drafts, TicketPlanOptions options, NocListEncoding listEncoding, ValidationErrors errors)
    {
        if (options.MultiSite is null)
        {
            return [.. drafts.GroupBy(draft => (draft.CommonFields, draft.Macnum, draft.MaintenanceWindow)).Select(group => new TicketGroup([.. group], listEncoding))];
        }

        TicketGroup[] groups = [.. drafts.GroupBy(draft => (draft.CommonFields, draft.Files)).Select(group => new TicketGroup([.. group], listEncoding))];
        Array.ForEach(groups, group => RefuseSecondWindows(group, errors));
        return groups;
    }

    /// <summary>
    /// The units of the groups: of a circuit's ticket that is in the input more than once, the first. Says how many others there are.
    /// </summary>
    public static IReadOnlyList<TicketUnit> Units(
        IReadOnlyList<TicketDraft> drafts, IReadOnlyList<TicketGroup> groups, string server, ICallContext call)
    {
        Dictionary<TicketDraft, TicketGroup> groupOf = groups
            .SelectMany(group => group.Drafts, (group, draft) => (group, draft))
            .ToDictionary(pair => pair.draft, pair => pair.group);
        Dictionary<CircuitTicket, TicketUnit> units = [];
        List<TicketUnit> others = [];
        List<TicketUnit> inOrder = [];
        foreach (TicketUnit unit in drafts.SelectMany(draft => draft.ConfigurationIds.Select(id => new TicketUnit(draft, groupOf[draft], TicketOf(draft, id, server)))))
        {
            if (!units.TryGetValue(unit.Ticket, out TicketUnit? first))
            {
                unit.Place = inOrder.Count;
                units.Add(unit.Ticket, unit);
                inOrder.Add(unit);
            }
            else if (first.Group != unit.Group)
            {
                others.Add(unit);
            }
        }

        if (others.Count > 0)
        {
            string more = others.Count == 1 ? "" : $", and so are {others.Count - 1} more";
            call.Warning(
                $"Configuration {others[0].Ticket.Circuit.ConfigurationId} of macnum {others[0].Draft.Macnum} is in the input twice with the same issue and different values{more}. "
                + "It gets one ticket, with the values that came first.");
        }

        return inOrder;
    }

    private static CircuitTicket TicketOf(TicketDraft draft, long configuration, string server) => new(
        new Circuit(server, draft.Request.GrantedTenantMacnum, draft.Macnum, configuration),
        draft.Request.TypeName,
        draft.Request.SubtypeName,
        draft.Request.IssueName,
        draft.Request.CustomerTicketNumber);

    private static void RefuseSecondWindows(TicketGroup group, ValidationErrors errors)
    {
        foreach (IGrouping<string, TicketDraft> site in group.Drafts.GroupBy(draft => draft.Macnum))
        {
            string window = site.First().MaintenanceWindow;
            foreach (TicketDraft other in site.Where(draft => draft.MaintenanceWindow != window))
            {
                errors.Add(
                    "MaintenanceWindow",
                    other.MaintenanceWindow,
                    $"differs from '{window}', which was given before for the same site. A site has one window in a request.",
                    other.Item);
            }
        }
    }
}
