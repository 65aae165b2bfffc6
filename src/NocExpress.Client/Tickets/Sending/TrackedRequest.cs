using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Api;
using NocExpress.Client.Journal;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Sending;

/// <summary>
/// Knows at every instant whether a request may be on the server, and sees to it that the journal and the process know it, too: before it
/// goes out its circuits are claimed, and after it what became of each is recorded.
/// </summary>
internal sealed class TrackedRequest(OutgoingRequest outgoing, IJournalStore? journal, TimeProvider time) : ISendObserver
{
    private readonly object _gate = new();
    private JournalClaim _claim = outgoing.Claim;
    private bool _isStopped;
    private bool _isClaimed;

    /// <summary>Whether the request is on its way, or was when it was last heard of.</summary>
    public bool IsOnItsWay { get; private set; }

    /// <summary>Whether other runs have its circuits, or some of them, so that nothing went out.</summary>
    public bool IsContested { get; private set; }

    /// <summary>When the request went out last.</summary>
    public DateTimeOffset SentAt => _claim.Request.SentAt;

    /// <summary>Keeps the request from going out, if it is not on its way.</summary>
    /// <returns>Whether it is kept.</returns>
    public bool TryStop()
    {
        lock (_gate)
        {
            _isStopped = true;
            return !IsOnItsWay;
        }
    }

    /// <summary>Claims the circuits, before the request waits for its turn.</summary>
    /// <exception cref="NocException">Another run has them, or the journal cannot be written.</exception>
    public async Task ClaimAsync(CancellationToken cancellationToken)
    {
        if (journal is not null)
        {
            // Also where no answer comes: it may be claimed all the same.
            _isClaimed = true;
            await EnsureAsync(() => journal.TryClaimAsync(_claim, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>Lets others have the circuits, where the request has not gone out, or not for good.</summary>
    public async Task ReleaseAsync()
    {
        if (_isClaimed && !IsOnItsWay)
        {
            await journal!.ReleaseAsync(_claim).ConfigureAwait(false);
        }
    }

    public async Task SendingAsync()
    {
        lock (_gate)
        {
            if (_isStopped)
            {
                throw new OperationCanceledException();
            }

            IsOnItsWay = true;
        }

        _claim = outgoing.Claim.At(journal?.Now ?? time.GetUtcNow());
        try
        {
            if (journal is not null)
            {
                await EnsureAsync(() => journal.TryBeginAsync(_claim, CancellationToken.None)).ConfigureAwait(false);
            }
        }
        catch (NocException)
        {
            IsOnItsWay = false;
            throw;
        }

        ProcessLog.Claim(_claim, journal?.Place);
    }

    public async Task NotActedOnAsync(string reason, bool refused)
    {
        if (IsOnItsWay)
        {
            IsOnItsWay = false;
            await RecordAsync($"opened no ticket ({reason})", Outcomes(refused ? CircuitState.Refused : CircuitState.NotSent, reason), safeToRetry: true).ConfigureAwait(false);
            if (_isStopped)
            {
                // Nobody waits for another attempt, and a run that names the same journal waits for the end of this one.
                throw new OperationCanceledException();
            }
        }
    }

    /// <returns>The error, where it could not be recorded.</returns>
    public Task<NocException?> RecordUnknownAsync(string reason) =>
        TryRecordAsync($"has an unknown outcome ({reason})", Outcomes(CircuitState.Unknown, reason));

    /// <returns>The error, where the tickets could not be recorded: they are there all the same.</returns>
    public Task<NocException?> RecordTicketsAsync(MatchedTickets matched)
    {
        string numbers = TicketIds.First([.. matched.Tickets.Select(ticket => ticket.Id!.Value)]);
        return TryRecordAsync($"opened the tickets {numbers}, which the next run will take for unknown", matched.Outcomes(_claim, Now));
    }

    private DateTimeOffset Now => journal?.Now ?? time.GetUtcNow();

    private async Task EnsureAsync(Func<Task<bool>> claim)
    {
        try
        {
            if (!await claim().ConfigureAwait(false))
            {
                IsContested = true;
                throw new NocException(
                    NocErrorKind.JournalInUse,
                    $"{TicketsEndpoint.Describe(outgoing.Request)} was not sent: another run has claimed one of its circuits meanwhile.");
            }
        }
        catch (IOException error)
        {
            throw Failed("was not sent", error, safeToRetry: true);
        }
    }

    private SiteOutcome[] Outcomes(CircuitState state, string reason) =>
        [.. _claim.Request.Sites.Select(site => new SiteOutcome(site, site.ConfigurationIds, state, Now) { Reason = reason })];

    private async Task<NocException?> TryRecordAsync(string outcome, IReadOnlyList<SiteOutcome> outcomes)
    {
        try
        {
            await RecordAsync(outcome, outcomes, safeToRetry: false).ConfigureAwait(false);
            return null;
        }
        catch (NocException error)
        {
            return error;
        }
    }

    /// <param name="outcome">What became of the request, for the error where it cannot be recorded.</param>
    /// <param name="outcomes">What is recorded.</param>
    /// <param name="safeToRetry">Whether the server has not acted.</param>
    private async Task RecordAsync(string outcome, IReadOnlyList<SiteOutcome> outcomes, bool safeToRetry)
    {
        ProcessLog.Record(_claim, outcomes, journal?.Place);
        try
        {
            if (journal is not null)
            {
                await journal.RecordAsync(_claim, outcomes, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (IOException error)
        {
            throw Failed(outcome, error, safeToRetry);
        }
    }

    private NocException Failed(string outcome, IOException error, bool safeToRetry) =>
        new(NocErrorKind.JournalFailed, $"{TicketsEndpoint.Describe(outgoing.Request)} {outcome}. {error.Message} No further request is sent.", error)
        {
            SafeToRetry = safeToRetry,
            TicketRequest = outgoing.Request,
        };
}
