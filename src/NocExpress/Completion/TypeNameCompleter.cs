using System.Collections;
using NocExpress.Connecting;
using NocExpress.Contract;

namespace NocExpress.Completion;

/// <summary>Completes by the ticket types that the connection has seen.</summary>
public sealed class TypeNameCompleter : CachedNameCompleter
{
    private protected override NameCache Names(NocConnection connection, IDictionary boundParameters) => connection.Seen.TypeNames;
}
