using System.Collections;
using NocExpress.Contract;

namespace NocExpress.Completion;

/// <summary>Completes by the ticket subtypes that the connection has seen.</summary>
public sealed class SubtypeNameCompleter : CachedNameCompleter
{
    private protected override NameCache Names(CompletionCache seen, IDictionary boundParameters) => seen.SubtypeNames;
}
