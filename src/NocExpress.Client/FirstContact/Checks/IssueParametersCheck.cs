using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Client.Issues;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>By which parameters the issues are narrowed to a ticket type and subtype.</summary>
internal sealed class IssueParametersCheck() : Check(Guess.IssueParameters, NocCheckBasis.Guessed, "type_name and subtype_name")
{
    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        if (await evidence.ConfigurationsAsync().ConfigureAwait(false) is { Rows: null } configurations)
        {
            return Finding.Unknown(configurations.IsThere ? "not asked: the configurations, which say a type to ask by, could not be read" : configurations.Description);
        }

        if (await evidence.TypesAsync().ConfigureAwait(false) is (null, null))
        {
            return Finding.Unknown("no configuration says a type and a subtype to ask by");
        }

        Answer all = await evidence.IssuesAsync(null).ConfigureAwait(false);
        if (Issues.In(all) is not { } unnarrowed)
        {
            return Nothing(all);
        }

        foreach (IssueParameters parameters in new[] { IssueParameters.OfCreateTicket, IssueParameters.OfInventory })
        {
            Answer narrowed = await evidence.IssuesAsync(parameters).ConfigureAwait(false);
            if (Issues.In(narrowed) is { } issues && !issues.SequenceEqual(unnarrowed))
            {
                return Finding.ConfirmedIf(parameters == IssueParameters.OfCreateTicket, $"{parameters}: {issues.Length} of {Words.Of(unnarrowed.Length, "issue")}");
            }

            if (!narrowed.IsThere)
            {
                return Nothing(narrowed);
            }
        }

        return Finding.Differs($"none that is known: {Words.Of(unnarrowed.Length, "issue")} each time", "Nothing to give: an issue is looked for among all, and the server says the rest.");
    }
}
