using System.Collections.Generic;
using System.Linq;
using NocExpress.Sandbox.Data;
using NocExpress.Sandbox.Responses;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Tickets;

/// <summary>Whether type, subtype and issue go with each other, with the configurations, and with the number of sites.</summary>
internal sealed class IssueValidator(Behaviour behaviour, Problems problems)
{
    public void Check(string? type, string? subtype, string? issue, int sites, IReadOnlyList<Configuration> configurations)
    {
        if (type is null || subtype is null)
        {
            // Their absence has been noted, and nothing else can be said without them.
            return;
        }

        bool pairExists = type == TicketTypes.MultiSite || sites > 1
            ? CheckMultiSite(type, subtype, sites)
            : CheckConfigurations(type, subtype, configurations);
        if (pairExists && issue is not null && !TicketTypes.Issues(type, subtype).Contains(issue))
        {
            problems.Add("issue_name", $"\"{issue}\" is not an issue of \"{type}\", \"{subtype}\".");
        }
    }

    // One site under the multi-site type is let pass: the documents forbid only the reverse.
    private bool CheckMultiSite(string type, string subtype, int sites)
    {
        if (type != TicketTypes.MultiSite)
        {
            problems.Add("type_name", $"A request for {sites} sites must have the type \"{TicketTypes.MultiSite}\".");
        }

        string[] subtypes = [.. TicketTypes.SubtypesOf(TicketTypes.MultiSite)];
        if (!subtypes.Contains(subtype))
        {
            problems.Add("subtype_name", $"\"{subtype}\" is not one of: {string.Join(", ", subtypes)}.");
        }

        return type == TicketTypes.MultiSite && subtypes.Contains(subtype);
    }

    private bool CheckConfigurations(string type, string subtype, IReadOnlyList<Configuration> configurations)
    {
        string[] subtypes = [.. TicketTypes.SubtypesOf(type)];
        if (subtypes.Length == 0)
        {
            problems.Add("type_name", $"There is no ticket type \"{type}\".");
            return false;
        }

        if (!subtypes.Contains(subtype))
        {
            problems.Add("subtype_name", $"\"{subtype}\" is not a subtype of \"{type}\".");
            return false;
        }

        foreach (Configuration configuration in configurations)
        {
            if (!PublishedTypes.Allow(configuration, behaviour.TypeForm, type, subtype))
            {
                problems.Add("type_name", $"\"{type}\", \"{subtype}\" does not go with the configuration {configuration.Id}.");
            }
        }

        return true;
    }
}
