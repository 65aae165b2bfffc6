using System.Collections;
using NocExpress.Contract;

namespace NocExpress.Completion;

/// <summary>Completes by the names of issues that the connection has seen: those of the type and subtype on the command line, where it has seen them.</summary>
public sealed class IssueNameCompleter : CachedNameCompleter
{
    private protected override NameCache Names(CompletionCache seen, IDictionary boundParameters) =>
        seen.IssuesOf(boundParameters["TypeName"] as string, boundParameters["SubtypeName"] as string);
}
