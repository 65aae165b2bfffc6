using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>What the list of configurations comes in.</summary>
internal sealed class ConfigurationsEnvelopeCheck() : Check(Guess.ConfigurationsEnvelope, NocCheckBasis.Guessed, "a bare array")
{
    protected override async Task<Finding> FindAsync(Evidence evidence) => Envelope.Of(await evidence.ConfigurationsAsync().ConfigureAwait(false));
}
