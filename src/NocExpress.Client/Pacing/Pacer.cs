using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Client.Http;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Pacing;

/// <summary>
/// Keeps the requests to the API within the limit: below it nothing waits, and at it a request waits for its turn. Where the server itself
/// refuses one as too many, all who share the limit hold back.
/// </summary>
[GoesBy(Guess.SharedLimit)]
internal sealed class Pacer(ClientOptions options, TimeProvider time, IWindowStore? shared = null)
{
    private const int TooManyRequests = 429;

    /// <summary>How often the user is told how much is left.</summary>
    private static readonly TimeSpan _tick = TimeSpan.FromSeconds(1);

    /// <summary>So long after a failure what is shared is not asked.</summary>
    private static readonly TimeSpan _estrangement = TimeSpan.FromMinutes(1);

    private static readonly Random _random = new();
    private static long _lastId = BitConverter.ToInt64(Guid.NewGuid().ToByteArray(), 0);

    /// <summary>So long a request in the background stands back for others. Then it is one of them: what is followed must not stand still.</summary>
    private static readonly TimeSpan _longestStandingBack = TimeSpan.FromMinutes(2);

    private readonly MemoryWindow _own = MemoryWindow.Of(options, time);
    private readonly IWindowStore? _shared = shared ?? (options.PacingPath is { } path ? new FileWindow(path, time) : null);
    private readonly object _gate = new();

    /// <summary>When what is shared is asked again, after it could not be reached.</summary>
    private TimeSpan _sharedAgain;
    private bool _hasWarned;

    /// <summary>Makes sure that the pacing file, if there is one, can be used.</summary>
    /// <exception cref="NocException">It cannot.</exception>
    public async Task CheckAsync(ICallContext call)
    {
        try
        {
            await (_shared ?? _own).UseAsync(static (_, _) => true, call.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NocException(NocErrorKind.ValidationFailed, $"-PacingPath '{options.PacingPath}' cannot be used: {error.Message} Name a file of its own, which is made where it is missing.", error);
        }
    }

    /// <summary>Waits until the request may go out.</summary>
    /// <param name="call">Who calls.</param>
    /// <param name="isBackground">
    /// Nobody waits for it by itself: it goes out only while less than half of the limit is used, by whomever, and no other waits.
    /// </param>
    /// <exception cref="NocException">The server asks for more patience than anybody has.</exception>
    public async Task<RateLimitLease> EnterAsync(ICallContext call, bool isBackground = false)
    {
        long id = Interlocked.Increment(ref _lastId);
        TimeSpan began = time.Elapsed();
        bool hasWaited = false;
        try
        {
            while (true)
            {
                bool standsBack = isBackground && time.Elapsed() - began < _longestStandingBack;
                int limit = standsBack ? Math.Max(1, options.RequestsPerMinute / 2) : options.RequestsPerMinute;
                RequiredWait wait = standsBack && _own.IsWaitedFor
                    ? new RequiredWait(_tick, WaitReason.Others)
                    : await UseAsync((window, now) => window.Enter(id, limit, now), call).ConfigureAwait(false);
                if (wait.IsOver)
                {
                    return new RateLimitLease(id);
                }

                RefuseTooLong(wait);
                Tell(wait, limit, isNew: !hasWaited, call);
                if (!hasWaited && !isBackground)
                {
                    _own.Wait(begins: true);
                }

                hasWaited = true;
                await time.WaitAsync(wait.Length < _tick ? wait.Length : _tick, call.CancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            if (hasWaited)
            {
                if (!isBackground)
                {
                    _own.Wait(begins: false);
                }

                call.Waiting("", TimeSpan.Zero);
            }
        }
    }

    /// <summary>The request has ended: with an answer, of which only the head need have come, or without.</summary>
    public async Task LeaveAsync(RateLimitLease slot, HttpResponseMessage? response, ICallContext call)
    {
        bool wasRefused = (int?)response?.StatusCode == TooManyRequests;
        TimeSpan? retryAfter = wasRefused ? ErrorResponse.RetryAfterOf(response!, time) : null;
        await UseAsync(
            (window, now) =>
            {
                if (wasRefused)
                {
                    window.Refuse(slot.Id, retryAfter, Jitter(), now);
                }
                else
                {
                    window.Leave(slot.Id, wasAccepted: response is not null, now);
                }

                return true;
            },
            call).ConfigureAwait(false);
    }

    private async Task<T> UseAsync<T>(Func<RequestWindow, TimeSpan, T> use, ICallContext call)
    {
        if (_shared is null || !IsTurnOfShared())
        {
            return await _own.UseAsync(use, call.CancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await _shared.UseAsync(use, call.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A full disk is no reason to keep an outage from being reported.
            if (NoteFailure())
            {
                string what = shared is null ? $"The pacing file '{options.PacingPath}'" : $"The count of requests in the table {options.StorageUri}";
                call.Warning($"{what} cannot be used, so that the requests of other processes are no longer counted: {error.Message}");
            }

            return await _own.UseAsync(use, call.CancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsTurnOfShared()
    {
        lock (_gate)
        {
            return time.Elapsed() >= _sharedAgain;
        }
    }

    /// <summary>What is shared is left alone for a while: each request would wait for it in vain.</summary>
    /// <returns>Whether the user has to be told.</returns>
    private bool NoteFailure()
    {
        lock (_gate)
        {
            bool isNews = !_hasWarned;
            _hasWarned = true;
            _sharedAgain = time.Elapsed() + _estrangement;
            return isNews;
        }
    }

    private static void RefuseTooLong(RequiredWait wait)
    {
        if (wait.Reason == WaitReason.HoldBack && wait.Length > RetryPolicy.Deadline)
        {
            throw new NocException(
                NocErrorKind.RateLimited,
                $"The request was not sent: the server has refused an earlier one as one too many (429), and asks to wait another {wait.Length.TotalSeconds:0} s. "
                + $"No request waits longer than {RetryPolicy.Deadline.TotalSeconds:0} s.")
            {
                RetryAfter = wait.Length,
            };
        }
    }

    private void Tell(RequiredWait wait, int limit, bool isNew, ICallContext call)
    {
        string reason = wait.Reason switch
        {
            WaitReason.Others => "Other requests go first",
            WaitReason.HoldBack => "The server asked to hold back (429)",
            WaitReason.OneByOne => $"One request at a time, since the server refused some that came together (429), at {options.RequestsPerMinute} a minute",
            _ => $"{limit} requests a minute",
        };
        call.Waiting(reason, wait.Length);
        if (isNew)
        {
            call.Verbose($"Waiting {Math.Ceiling(wait.Length.TotalSeconds):0} s for the rate limit. {reason}.");
        }
    }

    private static double Jitter()
    {
        lock (_random)
        {
            return _random.NextDouble();
        }
    }
}
