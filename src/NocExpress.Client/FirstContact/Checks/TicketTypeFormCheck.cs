using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Configurations;
using NocExpress.Client.Guesses;
using NocExpress.Client.Json;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>How ticket types and subtypes are written.</summary>
internal sealed class TicketTypeFormCheck() : Check(Guess.TicketTypeForm, NocCheckBasis.Guessed, "text, or a list of text")
{
    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        Answer answer = await evidence.ConfigurationsAsync().ConfigureAwait(false);
        if (answer.Rows is not { } rows)
        {
            return Nothing(answer);
        }

        JsonElement[] values =
        [
            .. rows.SelectMany(row => ConfigurationReader.TypeKeys.Concat(ConfigurationReader.SubtypeKeys).Select(key => JsonText.Property(row, key)))
                .Where(value => value is { ValueKind: not JsonValueKind.Null }).Select(value => value!.Value),
        ];
        JsonValueKind[] elements =
            [.. values.SelectMany(value => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new[] { value }).Select(value => value.ValueKind).Distinct()];
        string lists = values.Any(value => value.ValueKind == JsonValueKind.Array) ? ", in lists too" : "";
        return elements.Length == 0 ? Finding.Unknown("no configuration names any") : Finding.ConfirmedIf(elements is [JsonValueKind.String], Fields.Told(elements) + lists);
    }
}
