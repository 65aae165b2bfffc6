namespace NocExpress.Models;

/// <summary>What went wrong. Each kind is an error id: <see cref="NotConnected"/> is <c>NocNotConnected</c>, and so on.</summary>
public enum NocErrorKind
{
    /// <summary>There is no connection, and nothing in the environment to make one from.</summary>
    NotConnected,

    /// <summary>No token was given out, or a fresh one was refused.</summary>
    AuthenticationFailed,

    /// <summary>The token lacks the scope, or the account the right (403).</summary>
    PermissionDenied,

    /// <summary>Found wrong before anything was sent.</summary>
    ValidationFailed,

    /// <summary>The server refused the request (400, 404 and other 4xx).</summary>
    RequestRejected,

    /// <summary>The server asked to slow down (429), and went on asking.</summary>
    RateLimited,

    /// <summary>The server could not answer (5xx), and another attempt did not help.</summary>
    ServiceUnavailable,

    /// <summary>The server could not be reached: nothing was sent.</summary>
    ConnectionFailed,

    /// <summary>The server did not answer in time.</summary>
    Timeout,

    /// <summary>A ticket request went out and its answer never came: the tickets may exist.</summary>
    OutcomeUnknown,

    /// <summary>The ticket exists and a file of it does not.</summary>
    AttachmentNotStored,

    /// <summary>The answer is not what it should be.</summary>
    UnexpectedResponse,

    /// <summary>A list was cut by the server, or cannot be proven whole: something may be missing in it.</summary>
    ListIncomplete,

    /// <summary>Another run has the journal: two cannot use it at once.</summary>
    JournalInUse,

    /// <summary>A line of the journal cannot be read, and may be the record of a ticket.</summary>
    JournalCorrupt,

    /// <summary>The journal has the circuit's ticket, but from so long ago that the outage may be another.</summary>
    JournalStale,

    /// <summary>The journal could not be written: no further request is sent.</summary>
    JournalFailed,

    /// <summary>A ticket was not resolved, or not changed, in the time that it was waited for.</summary>
    WaitTimedOut,
}
