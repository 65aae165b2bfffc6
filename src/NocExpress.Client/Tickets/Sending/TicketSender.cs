using System;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Journal;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Sending;

/// <summary>Sends requests for tickets, and sees each to its end once it is on its way, whoever has ceased to wait for it.</summary>
internal sealed class TicketSender(ClientOptions options, TicketsEndpoint tickets, TimeProvider time)
{
    /// <summary>Sends the request. Where the call is cancelled meanwhile, it goes on if it is on its way.</summary>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public async Task<SendResult> SendAsync(OutgoingRequest outgoing, IJournalStore? journal, RequestsUnderWay underWay, ICallContext call)
    {
        call.CancellationToken.ThrowIfCancellationRequested();
        TrackedRequest tracked = new(outgoing, journal, time);
        DetachedCall detached = new(call, tracked, options.Timeout, time);
        Task<SendResult> sending = Task.Run(() => SendToEndAsync(outgoing, tracked, outgoing.Unknown(journal), detached));
        underWay.Add(sending);
        using (call.CancellationToken.Register(detached.Detach))
        {
            SendResult result = await sending.WaitAsync(Timeout.InfiniteTimeSpan, time, call.CancellationToken).ConfigureAwait(false);
            call.CancellationToken.ThrowIfCancellationRequested();
            return result;
        }
    }

    private async Task<SendResult> SendToEndAsync(OutgoingRequest outgoing, TrackedRequest tracked, UnknownTickets unknown, DetachedCall call)
    {
        using (call)
        {
            try
            {
                await tracked.ClaimAsync(call.CancellationToken).ConfigureAwait(false);
                CreatedTickets created = await tickets.CreateAsync(outgoing.Request, outgoing.Files, tracked, unknown, call).ConfigureAwait(false);
                MatchedTickets matched = new(outgoing.Request, created);
                NocException? unrecorded = await tracked.RecordTicketsAsync(matched).ConfigureAwait(false);
                return new SendResult(created, matched, [.. SendResult.Known([unrecorded])]);
            }
            catch (NocException error) when (error.Kind == NocErrorKind.OutcomeUnknown)
            {
                return SendResult.Failed(error, await tracked.RecordUnknownAsync(error.WhyUnknown ?? error.Message).ConfigureAwait(false));
            }
            catch (NocException) when (tracked.IsContested)
            {
                return SendResult.Contested;
            }
            catch (NocException error)
            {
                return SendResult.Failed(error);
            }
            catch (OperationCanceledException) when (!tracked.IsOnItsWay)
            {
                return SendResult.Stopped;
            }
            catch (Exception unforeseen)
            {
                // Whatever it is, it must not keep the others from being accounted for.
                return await UnforeseenAsync(outgoing, tracked, unknown, unforeseen).ConfigureAwait(false);
            }
            finally
            {
                await tracked.ReleaseAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<SendResult> UnforeseenAsync(OutgoingRequest outgoing, TrackedRequest tracked, UnknownTickets unknown, Exception unforeseen)
    {
        if (!tracked.IsOnItsWay)
        {
            return SendResult.Failed(new NocException(
                NocErrorKind.UnexpectedResponse,
                $"{TicketsEndpoint.Describe(outgoing.Request)} was not sent, because of what nobody has foreseen: {unforeseen.Message}",
                unforeseen));
        }

        string problem = unforeseen is OperationCanceledException
            ? $"no answer had come {options.Timeout.TotalSeconds:0.#} s after the command was ended"
            : $"it failed in a way that nobody has foreseen: {unforeseen.Message}";
        NocException error = new(NocErrorKind.OutcomeUnknown, unknown.Message(tracked.SentAt, problem), unforeseen)
        {
            SentAt = tracked.SentAt,
        };
        return SendResult.Failed(error, await tracked.RecordUnknownAsync(problem).ConfigureAwait(false));
    }
}
