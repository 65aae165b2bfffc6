using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>How a configuration's own type and status are written.</summary>
internal sealed class TypeAndStatusFormCheck() : Check(Guess.TypeAndStatusForm, NocCheckBasis.Guessed, "text")
{
    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        Answer answer = await evidence.ConfigurationsAsync().ConfigureAwait(false);
        if (answer.Rows is not { } rows)
        {
            return Nothing(answer);
        }

        JsonValueKind[] kinds = [.. Fields.KindsOf(rows, "type").Union(Fields.KindsOf(rows, "status"))];
        return kinds.Length == 0 ? Finding.Unknown("no configuration has any") : Finding.ConfirmedIf(kinds is [JsonValueKind.String], Fields.Told(kinds));
    }
}
