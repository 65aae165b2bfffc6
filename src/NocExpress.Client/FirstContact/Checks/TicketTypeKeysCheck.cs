using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Configurations;
using NocExpress.Client.Guesses;
using NocExpress.Client.Json;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>Under which keys a configuration names the types and subtypes of its tickets.</summary>
internal sealed class TicketTypeKeysCheck() : Check(Guess.TicketTypeKeys, NocCheckBasis.Guessed, "type_name and subtype_name")
{
    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        Answer answer = await evidence.ConfigurationsAsync().ConfigureAwait(false);
        if (answer.Rows is not { Count: > 0 } rows)
        {
            return answer.Rows is null ? Nothing(answer) : Finding.Unknown("no configuration came");
        }

        string? type = First(rows, ConfigurationReader.TypeKeys);
        string? subtype = First(rows, ConfigurationReader.SubtypeKeys);
        return type is null || subtype is null
            ? Finding.Differs($"type: {type ?? "none that is known"}; subtype: {subtype ?? "none that is known"}", "New-NocTicket -TypeName and -SubtypeName")
            : Finding.ConfirmedIf(type == "type_name" && subtype == "subtype_name", $"{type} and {subtype}");
    }

    /// <summary>The first of the keys, in the order in which they are read, that any row has.</summary>
    private static string? First(IReadOnlyList<JsonElement> rows, IReadOnlyList<string> keys) =>
        keys.FirstOrDefault(key => rows.Any(row => JsonText.Property(row, key) is { ValueKind: not JsonValueKind.Null }));
}
