namespace NocExpress.Client.Journal;

/// <summary>A record, and where its tickets stand in the file.</summary>
internal sealed record FileRecord : CircuitRecord
{
    public (long Offset, int Length) Tickets { get; init; }
}
