using System;
using NocExpress.Text;

namespace NocExpress.Models;

/// <summary>The exception of every error of this module.</summary>
public sealed class NocException : Exception
{
    private readonly NocCollection<NocTicketSite>? _sites;

    internal NocException(NocErrorKind kind, string message, Exception? innerException = null)
        : base(TerminalText.Sanitize(message), innerException)
    {
        Kind = kind;
        SafeToRetry = kind is not (NocErrorKind.OutcomeUnknown or NocErrorKind.AttachmentNotStored or NocErrorKind.JournalFailed);
    }

    /// <summary>What went wrong.</summary>
    public NocErrorKind Kind { get; }

    /// <summary>The HTTP status of the answer, if there was one.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The server's own identifier of the request, if its answer had one: support will ask for it.</summary>
    public string? RequestId { get; init; }

    /// <summary>What the server said, message by message.</summary>
    public NocCollection<string> ServerErrors { get; init; } = NocCollection<string>.Empty;

    /// <summary>
    /// Whether the same command can be run again without harm: the server did not act. <see langword="false"/> where it may have.
    /// </summary>
    public bool SafeToRetry { get; init; }

    /// <summary>
    /// When the request went out whose outcome is unknown: with the sites, the issue and the customer ticket number, what its tickets can be
    /// looked for by.
    /// </summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Whether what comes next is bound to fail too: there is no server, it does not let us in, or no record could be kept of it.</summary>
    internal bool IsTerminating => Kind
        is NocErrorKind.NotConnected or NocErrorKind.AuthenticationFailed or NocErrorKind.ConnectionFailed
        or NocErrorKind.JournalInUse or NocErrorKind.JournalCorrupt or NocErrorKind.JournalFailed;

    /// <summary>The ticket request that the error is about, if it is about one.</summary>
    public NocTicketRequest? TicketRequest { get; internal set; }

    /// <summary>
    /// The tickets that the run had opened when this error ended it: where a command ends by an error, a variable that it was to fill stays
    /// as it was.
    /// </summary>
    public NocCollection<NocTicket> Opened { get; internal set; } = NocCollection<NocTicket>.Empty;

    /// <summary>How long the server asked to wait before another attempt.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether another attempt would fail in the same way until somebody mends the cause.</summary>
    internal bool IsLasting { get; init; }

    /// <summary>Of an unknown outcome why it is unknown, without all that the message says besides.</summary>
    internal string? WhyUnknown { get; set; }

    /// <summary>
    /// Whether what answered is no NOCExpress API, but a gateway without one behind it, a page to log in, or a redirect: whatever is sent there
    /// has the same fate.
    /// </summary>
    internal bool IsNoApi { get; set; }

    /// <summary>The sites that the error is about: of the ticket request all, or those for which no ticket came.</summary>
    public NocCollection<NocTicketSite> Sites
    {
        get => _sites ?? TicketRequest?.Sites ?? NocCollection<NocTicketSite>.Empty;
        init => _sites = value;
    }

    /// <summary>The customer's own ticket number in that request, by which its tickets can be looked for.</summary>
    public string? CustomerTicketNumber => TicketRequest?.CustomerTicketNumber;

    /// <summary>The same error in other words.</summary>
    internal NocException WithMessage(string message) => new(Kind, message, InnerException)
    {
        StatusCode = StatusCode,
        RequestId = RequestId,
        ServerErrors = ServerErrors,
        SafeToRetry = SafeToRetry,
        SentAt = SentAt,
        TicketRequest = TicketRequest,
        RetryAfter = RetryAfter,
        IsLasting = IsLasting,
        IsNoApi = IsNoApi,
        WhyUnknown = WhyUnknown,
        Sites = Sites,
        Opened = Opened,
    };
}
