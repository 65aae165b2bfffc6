using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Client.Secrecy;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact;

/// <summary>Settles one guess by what the server answers.</summary>
/// <param name="guess">The guess.</param>
/// <param name="basis">What it rests on.</param>
/// <param name="expected">What the module goes by.</param>
internal abstract class Check(Guess guess, NocCheckBasis basis, string expected)
{
    public Guess Guess => guess;

    /// <param name="evidence">What the server answers.</param>
    /// <param name="redactor">Takes secrets out of what is told: a server may make a key of one.</param>
    public async Task<(NocCheck Check, string? Setting)> RunAsync(Evidence evidence, Redactor redactor)
    {
        Finding found = await FindAsync(evidence).ConfigureAwait(false);
        NocCheck check = new()
        {
            Name = NameOf(guess),
            Result = found.Result,
            Basis = basis,
            Expected = expected,
            Observed = redactor.Redact(found.Observed),
            Advice = found.Advice,
        };
        return (check, found.Setting);
    }

    /// <summary>The name that users read: the words of the guess.</summary>
    public static string NameOf(Guess guess) =>
        string.Concat(guess.ToString().Select((c, at) => at > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));

    protected abstract Task<Finding> FindAsync(Evidence evidence);

    /// <summary>What an answer without what is looked for comes to: it was not asked for, or could not be looked at.</summary>
    public static Finding Nothing(Answer answer) => answer.IsThere
        ? Finding.Failed(answer.Description, answer.Advice)
        : Finding.Unknown(answer.Description);
}
