namespace NocExpress.Models;

/// <summary>What <c>Wait-NocTicket</c> waits for.</summary>
public enum NocWaitCondition
{
    /// <summary>The ticket has a DateResolved.</summary>
    Resolved,

    /// <summary>Any field of the ticket but LastUpdated has another value.</summary>
    Changed,
}
