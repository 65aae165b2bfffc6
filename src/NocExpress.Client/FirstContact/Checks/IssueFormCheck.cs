using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Client.Issues;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>How an issue is written.</summary>
internal sealed class IssueFormCheck() : Check(Guess.IssueForm, NocCheckBasis.Guessed, "text")
{
    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        Answer answer = await evidence.IssuesAsync(null).ConfigureAwait(false);
        if (answer is not { Status: 200, Json: { } root })
        {
            return Nothing(answer);
        }

        if (IssueReader.FindList(root) is not { } list)
        {
            return Finding.Differs($"{answer.Description}: no list {IssueReader.ListKey}", "New-NocTicket -SkipIssueCheck");
        }

        JsonValueKind[] kinds = [.. list.EnumerateArray().Select(issue => issue.ValueKind).Distinct()];
        return kinds.Length == 0 ? Finding.Unknown("none came")
            : kinds.Any(kind => kind is not (JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array))
                ? Finding.Differs(Fields.Told(kinds), "New-NocTicket -SkipIssueCheck")
            : Finding.ConfirmedIf(kinds is [JsonValueKind.String], Fields.Told(kinds));
    }
}
