using System.Management.Automation;
using NocExpress.Models;

namespace NocExpress.Pipeline;

/// <summary>Turns the client's exceptions into PowerShell's error records.</summary>
internal static class ErrorMapper
{
    public static ErrorRecord ToRecord(NocException error, object? target) =>
        new(error, "Noc" + error.Kind, CategoryOf(error), target);

    private static ErrorCategory CategoryOf(NocException error) => error.Kind switch
    {
        NocErrorKind.NotConnected or NocErrorKind.ConnectionFailed => ErrorCategory.ConnectionError,
        NocErrorKind.AuthenticationFailed => ErrorCategory.AuthenticationError,
        NocErrorKind.PermissionDenied => ErrorCategory.PermissionDenied,
        NocErrorKind.ValidationFailed or NocErrorKind.JournalCorrupt => ErrorCategory.InvalidData,
        NocErrorKind.RequestRejected => error.StatusCode == 404 ? ErrorCategory.ObjectNotFound : ErrorCategory.InvalidArgument,
        NocErrorKind.RateLimited or NocErrorKind.ListIncomplete => ErrorCategory.LimitsExceeded,
        NocErrorKind.ServiceUnavailable => ErrorCategory.ResourceUnavailable,
        NocErrorKind.Timeout or NocErrorKind.OutcomeUnknown or NocErrorKind.WaitTimedOut => ErrorCategory.OperationTimeout,
        NocErrorKind.AttachmentNotStored or NocErrorKind.JournalFailed => ErrorCategory.WriteError,
        NocErrorKind.JournalInUse => ErrorCategory.ResourceBusy,
        NocErrorKind.JournalStale => ErrorCategory.ResourceExists,
        NocErrorKind.UnexpectedResponse => ErrorCategory.InvalidResult,
        _ => ErrorCategory.NotSpecified,
    };
}
