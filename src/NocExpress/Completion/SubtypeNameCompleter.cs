using System.Collections;
using NocExpress.Connecting;
using NocExpress.Contract;

namespace NocExpress.Completion;

/// <summary>Completes by the ticket subtypes that the connection has seen.</summary>
public sealed class SubtypeNameCompleter : CachedNameCompleter
{
    private protected override NameCache Names(NocConnection connection, IDictionary boundParameters) => connection.Seen.SubtypeNames;
}
