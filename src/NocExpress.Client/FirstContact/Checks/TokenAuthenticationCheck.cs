using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Client.Secrecy;
using NocExpress.Client.Tokens;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>How the token endpoint takes the client id and secret.</summary>
internal sealed class TokenAuthenticationCheck(ClientOptions options, TokenEndpoint? endpoint, Redactor redactor)
    : Check(Guess.TokenAuthentication, NocCheckBasis.Guessed, "in the Authorization header (Basic)")
{
    protected override async Task<Finding> FindAsync(Evidence evidence) => options.AccessToken is not null
        ? Finding.Unknown("the connection was made with an access token")
        : options.ClientAuthentication == NocClientAuthentication.Basic ? Finding.Confirmed("Basic is taken")
        : !evidence.Probe.TryCount() ? Finding.Unknown("Post is taken; Basic was not asked for")
        : await TakesAsync(evidence).ConfigureAwait(false) ? Finding.Confirmed("Basic is taken, and Post too")
        : Finding.Set("Post is taken, and Basic is not", "-ClientAuthentication Post");

    private async Task<bool> TakesAsync(Evidence evidence)
    {
        try
        {
            redactor.HideToken((await endpoint!.RequestOnceAsync(evidence.Probe.Call, NocClientAuthentication.Basic).ConfigureAwait(false)).Value);
            return true;
        }
        catch (NocException)
        {
            return false;
        }
    }
}
