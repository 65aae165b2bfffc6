using System.Collections;
using NocExpress.Contract;

namespace NocExpress.Completion;

/// <summary>Completes by the ticket types that the connection has seen.</summary>
public sealed class TypeNameCompleter : CachedNameCompleter
{
    private protected override NameCache Names(CompletionCache seen, IDictionary boundParameters) => seen.TypeNames;
}
