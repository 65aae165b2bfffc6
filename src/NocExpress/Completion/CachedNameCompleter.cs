using System.Collections;
using System.Collections.Generic;
using NocExpress.Connecting;
using NocExpress.Contract;
using NocExpress.Input;

namespace NocExpress.Completion;

/// <summary>Completes by names that the connection has seen: the one given by <c>-Connection</c>, or the default.</summary>
public abstract class CachedNameCompleter : NameCompleter
{
    private protected CachedNameCompleter()
    {
    }

    private protected override sealed IEnumerable<KeyValuePair<string, string>> Names(IDictionary boundParameters)
    {
        NocConnection? connection = JsonInput.Unwrapped(boundParameters["Connection"]) as NocConnection ?? Connections.Default;
        return connection is null ? [] : Names(connection, boundParameters).All;
    }

    private protected abstract NameCache Names(NocConnection connection, IDictionary boundParameters);
}
