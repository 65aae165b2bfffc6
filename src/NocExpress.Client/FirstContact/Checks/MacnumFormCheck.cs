using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Configurations;
using NocExpress.Client.Guesses;
using NocExpress.Client.Json;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>How macnums are written.</summary>
internal sealed class MacnumFormCheck() : Check(Guess.MacnumForm, NocCheckBasis.Documented, "text")
{
    private const string Lost = "Nothing to give; but leading zeros are lost on the way: two macnums may become one.";

    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        Answer answer = await evidence.SitesAsync().ConfigureAwait(false);
        if (answer.Rows is not { } rows)
        {
            return Nothing(answer);
        }

        JsonValueKind[] kinds = Fields.KindsOf(rows, "macnum");
        return kinds.Length == 0 ? Finding.Unknown("no site has one")
            : kinds is not [JsonValueKind.String] ? Finding.Differs(Fields.Told(kinds), Lost)
            : await IsTrimmedAsync(evidence).ConfigureAwait(false) ? Finding.Differs("text without leading zeros", Lost)
            : MayBeTrimmed(rows) ? Finding.Unknown("text; shorter ones are among them, as where leading zeros are lost", "Test-NocConnection -Macnum, with one that begins with 0")
            : Finding.Confirmed("text");
    }

    /// <summary>Whether a configuration names its site by the macnum that was asked for, but for leading zeros.</summary>
    private static async Task<bool> IsTrimmedAsync(Evidence evidence)
    {
        IReadOnlyList<JsonElement> rows = await evidence.ConfigurationRowsAsync().ConfigureAwait(false);
        IReadOnlyList<string> asked = await evidence.MacnumsAsync().ConfigureAwait(false);
        return rows.SelectMany(row => MacnumMatcher.Keys.Select(key => new JsonFields(row).Text(key)?.Trim())).OfType<string>()
            .Any(said => !asked.Contains(said) && asked.Any(macnum => macnum.Length > said.Length && LeadingZeros.Same(macnum, said)));
    }

    private static bool MayBeTrimmed(IReadOnlyList<JsonElement> rows)
    {
        string[] macnums = [.. rows.Select(row => new JsonFields(row).Text("macnum")?.Trim()).OfType<string>().Where(LeadingZeros.IsNumber)];
        return macnums.Select(macnum => macnum.Length).Distinct().Count() > 1 && !macnums.Any(macnum => macnum[0] == '0');
    }
}
