using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Pacing;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Following;

/// <summary>
/// Looks at tickets, one after another, until all have brought what is waited for or the time is up. It takes half of the limit at the
/// most and lets others go first (<see cref="Pacer"/>). Of each ticket it keeps how it was seen last, and no more, however long it goes on.
/// </summary>
internal sealed class TicketPoller
{
    /// <summary>So many failures in a row are told by a warning, once until a look succeeds.</summary>
    private const int WorthWarning = 3;

    /// <summary>
    /// A 404 that is no JSON may come of a gateway whose API is away for a while. So many looks in a row that bring it, and the ticket is gone.
    /// </summary>
    private const int MostStrange = 4;

    private static readonly TimeSpan _longestPause = TimeSpan.FromMinutes(1);

    /// <summary>A server that asks for a day is asked again after this. One that refuses by the limit is waited for by the pacing.</summary>
    private static readonly TimeSpan _longestRetryAfter = TimeSpan.FromHours(1);

    private readonly TicketsEndpoint _endpoint;
    private readonly TicketFollowing _following;
    private readonly TimeProvider _time;
    private readonly PolledTicket[] _tickets;
    private readonly PollSchedule _schedule;

    /// <summary>The least time between two looks: half of the limit.</summary>
    private readonly TimeSpan _gap;

    private TimeSpan _nextLook;
    private int _left;
    private int _failures;

    public TicketPoller(TicketsEndpoint endpoint, TicketFollowing following, int requestsPerMinute, TimeProvider time)
    {
        _endpoint = endpoint;
        _following = following;
        _time = time;
        _gap = TimeSpan.FromSeconds(60d / Math.Max(1, requestsPerMinute / 2));
        _tickets = [.. following.Tickets.Select((ticket, place) => new PolledTicket(ticket, place))];
        _left = _tickets.Length;
        _schedule = new PollSchedule(_tickets, following.Interval, time.Elapsed());
    }

    /// <summary>Follows the tickets to their end.</summary>
    /// <returns>Those that had not brought what is waited for when the time was up.</returns>
    public async Task<IReadOnlyList<TicketLeft>> RunAsync(ICallContext call)
    {
        using LimitedCall limited = new(call, _following.Timeout, _time);
        try
        {
            while (_left > 0 && _schedule.Next is { } ticket)
            {
                await WaitForTurnAsync(ticket, limited).ConfigureAwait(false);
                await LookAsync(ticket, limited).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (limited.IsTimeUp && !call.CancellationToken.IsCancellationRequested)
        {
        }

        return [.. _tickets.Where(ticket => !ticket.IsFinished).Select(ticket => new TicketLeft(ticket.Id, ticket.Last, ticket.Problem))];
    }

    private async Task WaitForTurnAsync(PolledTicket ticket, LimitedCall call)
    {
        TimeSpan now = _time.Elapsed();
        TimeSpan turn = ticket.Due > _nextLook ? ticket.Due : _nextLook;
        TimeSpan wait = turn > now ? turn - now : TimeSpan.Zero;
        TimeSpan round = Longer(_following.Interval, TimeSpan.FromTicks(_gap.Ticks * _schedule.Count));
        _following.Progress(new FollowingProgress(_left, _tickets.Length, round, wait, _time.GetUtcNow() + wait));
        if (wait > TimeSpan.Zero)
        {
            await _time.WaitAsync(wait, call.CancellationToken).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(PolledTicket ticket, LimitedCall call)
    {
        try
        {
            NocTicket seen = (await _endpoint.GetAsync(ticket.Id, _following.GrantedTenantMacnum, call, isBackground: true).ConfigureAwait(false)).Ticket;
            Recover(call);
            await TakeAsync(ticket, seen).ConfigureAwait(false);
        }
        catch (NocException error) when (error.Kind is not (NocErrorKind.AuthenticationFailed or NocErrorKind.NotConnected))
        {
            ticket.Problem = error;
            if (IsForGood(ticket, error))
            {
                Finish(ticket);
                _schedule.Remove(ticket);
                await call.ErrorAsync(error, ticket.Last ?? ticket.Known ?? (object)ticket.Id).ConfigureAwait(false);
                return;
            }

            _schedule.PutBack(ticket, hasChanged: false, _time.Elapsed());
            Pause(error, call);
        }
    }

    /// <remarks>A ticket that is put back before it is handed over keeps its turn, however long the pipeline takes.</remarks>
    private async Task TakeAsync(PolledTicket ticket, NocTicket seen)
    {
        DateTimeOffset at = _time.GetUtcNow();
        IReadOnlyList<NocTicketChange> changes = ticket switch
        {
            { Last: { } last } => TicketFields.Compare(last, seen, at),
            { Known: { } known } => TicketFields.CompareToKnown(known, seen, at),
            _ => [],
        };
        seen.TakeOver(ticket.Last ?? ticket.Known);
        ticket.Last = seen;
        ticket.Problem = null;
        ticket.Strange = 0;
        TimeSpan now = _time.Elapsed();
        _nextLook = ticket.HasHadTurn ? now + _gap : now;
        _schedule.PutBack(ticket, changes.Count > 0, now);

        bool isFinished = await _following.Seen(new TicketLook(seen, changes)).ConfigureAwait(false);
        if (isFinished)
        {
            Finish(ticket);
            if (!_following.KeepsFinished)
            {
                _schedule.Remove(ticket);
            }
        }
        else if (ticket.IsFinished)
        {
            ticket.IsFinished = false;
            _left++;
        }
    }

    private void Finish(PolledTicket ticket)
    {
        _left -= ticket.IsFinished ? 0 : 1;
        ticket.IsFinished = true;
    }

    /// <remarks>What is refused stays so. All else may pass: a server that is away, or slow, or asks to slow down.</remarks>
    private static bool IsForGood(PolledTicket ticket, NocException error)
    {
        ticket.Strange = error.IsNoApi ? ticket.Strange + 1 : 0;
        return error.Kind is NocErrorKind.PermissionDenied or NocErrorKind.RequestRejected or NocErrorKind.ValidationFailed
            && (!error.IsNoApi || ticket.Strange >= MostStrange);
    }

    /// <summary>Looks at nothing for a while, longer with each failure in a row: a server that is away is not knocked at without end.</summary>
    private void Pause(NocException error, ICallContext call)
    {
        _failures++;
        TimeSpan pause = TimeSpan.FromTicks(_gap.Ticks << Math.Min(_failures, 10));
        pause = Longer(Shorter(pause, _longestPause), Shorter(error.RetryAfter ?? TimeSpan.Zero, _longestRetryAfter));
        _nextLook = _time.Elapsed() + pause;
        string told = $"{error.Message} It is looked at again, in {pause.TotalSeconds:0} s the next ticket.";
        if (_failures == WorthWarning)
        {
            call.Warning($"{WorthWarning} looks at tickets in a row have failed, and the following goes on. {told}");
        }
        else
        {
            call.Verbose(told);
        }
    }

    private void Recover(ICallContext call)
    {
        if (_failures >= WorthWarning)
        {
            call.Verbose("Tickets can be read again.");
        }

        _failures = 0;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
