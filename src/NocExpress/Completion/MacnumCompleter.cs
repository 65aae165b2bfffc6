using System.Collections;
using NocExpress.Contract;

namespace NocExpress.Completion;

/// <summary>Completes by the account numbers of sites that the connection has seen.</summary>
public sealed class MacnumCompleter : SeenNameCompleter
{
    private protected override SeenNames Names(Sightings seen, IDictionary boundParameters) => seen.Macnums;
}
