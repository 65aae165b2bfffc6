using System.Collections;
using NocExpress.Contract;

namespace NocExpress.Completion;

/// <summary>Completes by the ticket types that the connection has seen.</summary>
public sealed class TypeNameCompleter : SeenNameCompleter
{
    private protected override SeenNames Names(Sightings seen, IDictionary boundParameters) => seen.TypeNames;
}
