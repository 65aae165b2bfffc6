using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Configurations;
using NocExpress.Client.Guesses;
using NocExpress.Client.Json;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>Under which key a configuration says whose it is.</summary>
internal sealed class ConfigurationOwnerCheck() : Check(Guess.ConfigurationOwner, NocCheckBasis.Guessed, "macnum")
{
    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        Answer answer = await evidence.ConfigurationsAsync().ConfigureAwait(false);
        if (answer.Rows is not { Count: > 0 } rows)
        {
            return answer.Rows is null ? Nothing(answer) : Finding.Unknown("no configuration came");
        }

        string? key = MacnumMatcher.Keys.FirstOrDefault(key => rows.All(row => JsonText.Property(row, key) is { ValueKind: JsonValueKind.String or JsonValueKind.Number }));
        return key is null
            ? Finding.Differs("under none that is known", "Nothing to give: sites are asked for one by one, which takes more requests.")
            : Finding.ConfirmedIf(key == "macnum", key);
    }
}
