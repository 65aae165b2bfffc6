using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Client.Http;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>How an error of a field looks.</summary>
internal sealed partial class FieldErrorsCheck(CreateTrial trial) : Check(Guess.FieldErrors, NocCheckBasis.Documented, "400, and the name of the field")
{
    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        Answer answer = await trial.SendAsync(NocListEncoding.Json).ConfigureAwait(false);
        if (answer is not { Status: 400 or 422, Response: { } response })
        {
            return CreateTrial.NotRefused(answer);
        }

        bool isNamed = ErrorMessages.Read(response.Body).Any(message => IssueName().IsMatch(message));
        return Finding.ConfirmedIf(answer.Status == 400 && isNamed, $"{answer.Description}; the field that is missing is {(isNamed ? "named" : "not named")}");
    }

    /// <summary>The field as servers name it: as it should have been sent, or in the case of the server's own language.</summary>
#if NET
    [GeneratedRegex("issue_?name", RegexOptions.IgnoreCase)]
    private static partial Regex IssueName();
#else
    private static Regex IssueName() => new("issue_?name", RegexOptions.IgnoreCase);
#endif
}
