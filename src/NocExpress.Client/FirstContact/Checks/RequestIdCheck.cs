using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Client.Http;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>Where the server's identifier of a request stands.</summary>
internal sealed class RequestIdCheck() : Check(Guess.RequestId, NocCheckBasis.Sibling, "in the head of an answer, or in the body of an error")
{
    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        Answer answer = await evidence.ErrorAsync().ConfigureAwait(false);
        if (answer.Response is not { } response)
        {
            return Nothing(answer);
        }

        string? header = ErrorResponse.RequestIdHeaders.FirstOrDefault(name => response.Header(name) is not null);
        return header is not null ? Finding.Confirmed($"in the head: {header}")
            : ErrorMessages.RequestIdIn(response.Body) is not null ? Finding.Confirmed("in the body of an error")
            : answer is not { Status: 400 or 404 or 422, Json.ValueKind: JsonValueKind.Object } ? Finding.Unknown($"{answer.Description}, which is no error of the API itself")
            : Finding.Differs("nowhere", "Nothing to give: tell the vendor's support the time instead.");
    }
}
