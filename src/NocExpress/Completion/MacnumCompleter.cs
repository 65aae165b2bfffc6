using System.Collections;
using NocExpress.Connecting;
using NocExpress.Contract;

namespace NocExpress.Completion;

/// <summary>Completes by the account numbers of sites that the connection has seen.</summary>
public sealed class MacnumCompleter : CachedNameCompleter
{
    private protected override NameCache Names(NocConnection connection, IDictionary boundParameters) => connection.Seen.Macnums;
}
