namespace NocExpress.Models;

/// <summary>What a journal knows of a circuit's ticket.</summary>
public enum NocJournalState
{
    /// <summary>The ticket was opened. A run with this journal does not open another.</summary>
    Opened,

    /// <summary>
    /// The request went out, and nobody knows what became of it. A run does not send it again, until somebody says what was found.
    /// </summary>
    Unknown,

    /// <summary>The server refused it. The next run sends it again.</summary>
    Refused,

    /// <summary>It never reached the server, or somebody has found that it was not opened. The next run sends it again.</summary>
    NotSent,
}
