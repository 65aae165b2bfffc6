namespace NocExpress.Client.Journal;

/// <summary>What a line of a journal says of its request. The last line of a request counts.</summary>
internal enum JournalEvent
{
    /// <summary>The request goes out next. With no later line, nobody knows what became of it.</summary>
    Begun,

    /// <summary>Its tickets came back.</summary>
    Finished,

    /// <summary>It is known to have opened no ticket: it was refused, or never sent.</summary>
    NotCreated,

    /// <summary>It was sent, and its answer is missing or cannot be read.</summary>
    Unknown,
}
