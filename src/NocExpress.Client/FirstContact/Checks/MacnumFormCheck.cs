using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>How macnums are written.</summary>
internal sealed class MacnumFormCheck() : Check(Guess.MacnumForm, NocCheckBasis.Documented, "text")
{
    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        Answer answer = await evidence.SitesAsync().ConfigureAwait(false);
        if (answer.Rows is not { } rows)
        {
            return Nothing(answer);
        }

        JsonValueKind[] kinds = Fields.KindsOf(rows, "macnum");
        return kinds.Length == 0 ? Finding.Unknown("no site has one")
            : kinds is [JsonValueKind.String] ? Finding.Confirmed("text")
            : Finding.Differs(Fields.Told(kinds), "Nothing to give; but leading zeros are lost on the way: two macnums may become one.");
    }
}
