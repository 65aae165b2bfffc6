namespace NocExpress.Models;

/// <summary>What a check of the server came to.</summary>
public enum NocCheckResult
{
    /// <summary>The server does what is expected of it.</summary>
    Confirmed,

    /// <summary>Nothing was seen that tells: it was not asked, or there was nothing to see.</summary>
    Unknown,

    /// <summary>The server's answer could not be looked at: an error, a page, or no JSON.</summary>
    Failed,

    /// <summary>The server does something else.</summary>
    Differs,
}
