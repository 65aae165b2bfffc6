namespace NocExpress.Client.Journal;

/// <summary>What is known of a circuit's ticket.</summary>
internal enum CircuitState
{
    /// <summary>Its request goes out next. With nothing later, nobody knows what became of it.</summary>
    Claimed,

    /// <summary>Another run that lives has claimed it, whether its request has gone out or not.</summary>
    Held,

    /// <summary>It was sent, and its answer is missing, cannot be read, or has no ticket for the site.</summary>
    Unknown,

    /// <summary>The server has opened it.</summary>
    Opened,

    /// <summary>The server has refused to open it.</summary>
    Refused,

    /// <summary>It never reached the server.</summary>
    NotSent,
}
