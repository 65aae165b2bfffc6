using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>What the list of sites comes in.</summary>
internal sealed class SitesEnvelopeCheck() : Check(Guess.SitesEnvelope, NocCheckBasis.Guessed, "a bare array")
{
    protected override async Task<Finding> FindAsync(Evidence evidence) => Envelope.Of(await evidence.SitesAsync().ConfigureAwait(false));
}
