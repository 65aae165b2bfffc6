using System;
using System.Globalization;
using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Client.Secrecy;
using NocExpress.Client.Tokens;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>Whether the server says how long a token lives.</summary>
internal sealed class TokenLifetimeCheck(TokenEndpoint? endpoint, Redactor redactor, TimeProvider time) : Check(Guess.TokenLifetime, NocCheckBasis.Documented, "expires_in says it")
{
    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        if (endpoint is null || !evidence.Probe.TryCount())
        {
            return Finding.Unknown("no token was asked for");
        }

        try
        {
            DateTimeOffset asked = time.GetUtcNow();
            AccessToken token = await endpoint.RequestOnceAsync(evidence.Probe.Call).ConfigureAwait(false);
            redactor.HideToken(token.Value);
            return token.ExpiresAt is { } end
                ? Finding.Confirmed($"{Math.Round((end - asked).TotalSeconds).ToString(CultureInfo.InvariantCulture)} s")
                : Finding.Differs("it does not", "Nothing to give: a token is renewed when it is refused.");
        }
        catch (NocException error)
        {
            string advice = error.Kind == NocErrorKind.AuthenticationFailed ? FailureAdvice.Credentials
                : error.StatusCode is { } status ? FailureAdvice.Of(status, isPage: false)
                : "Check the address of the tokens and the way to it: Connect-NocExpress -TokenUri, -Proxy or -NoProxy.";
            return Finding.Failed($"no token ({error.Kind})", advice);
        }
    }
}
