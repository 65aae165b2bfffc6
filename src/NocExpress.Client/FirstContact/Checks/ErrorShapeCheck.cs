using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Client.Json;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>How an error looks.</summary>
internal sealed class ErrorShapeCheck() : Check(Guess.ErrorShape, NocCheckBasis.Guessed, "an object with detail")
{
    /// <summary>The keys in which messages are looked for.</summary>
    private static readonly string[] _known = ["detail", "errors", "message", "error", "error_description"];

    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        Answer answer = await evidence.ErrorAsync().ConfigureAwait(false);
        if (answer.Status is not (400 or 404 or 422))
        {
            return answer.Status is >= 200 and < 300 ? Finding.Unknown($"{answer.Description}, for a ticket that cannot be") : Nothing(answer);
        }

        if (answer.Json is not { ValueKind: JsonValueKind.Object } error)
        {
            return Finding.Differs(answer.Description, "Nothing to give: the text is shown.");
        }

        string? key = _known.FirstOrDefault(key => JsonText.Property(error, key) is not null);
        string form = key is null ? "" : $", {key} is {Fields.Told([JsonText.Property(error, key)!.Value.ValueKind])}";
        return Finding.ConfirmedIf(key == "detail" && JsonText.Property(error, key) is { ValueKind: JsonValueKind.String }, answer.Description + form);
    }
}
