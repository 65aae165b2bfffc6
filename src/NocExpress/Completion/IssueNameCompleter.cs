namespace NocExpress.Completion;

/// <summary>Completes by the names of issues that the connection has seen.</summary>
public sealed class IssueNameCompleter : SeenNameCompleter
{
    private protected override SeenNames Names(Sightings seen) => seen.IssueNames;
}
