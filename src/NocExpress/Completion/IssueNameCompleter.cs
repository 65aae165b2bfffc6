using System.Collections;
using NocExpress.Connecting;
using NocExpress.Contract;

namespace NocExpress.Completion;

/// <summary>
/// Completes by the names of issues: those of the type and subtype on the command line, where they are known, and else all that the connection
/// has seen. The issues of what configurations have named it asks the server for, once.
/// </summary>
public sealed class IssueNameCompleter : CachedNameCompleter
{
    private protected override NameCache Names(NocConnection connection, IDictionary boundParameters)
    {
        string? typeName = boundParameters["TypeName"] as string;
        string? subtypeName = boundParameters["SubtypeName"] as string;
        IssueLookup.Ask(connection, typeName, subtypeName);
        return connection.Seen.IssuesOf(typeName, subtypeName);
    }
}
