using System.Collections;
using NocExpress.Contract;

namespace NocExpress.Completion;

/// <summary>Completes by the ticket subtypes that the connection has seen.</summary>
public sealed class SubtypeNameCompleter : SeenNameCompleter
{
    private protected override SeenNames Names(Sightings seen, IDictionary boundParameters) => seen.SubtypeNames;
}
