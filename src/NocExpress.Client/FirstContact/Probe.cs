using System;
using System.Threading.Tasks;
using NocExpress.Client.Api;
using NocExpress.Client.Pacing;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact;

/// <summary>
/// Asks the server what the checks want to see: each thing once, and a second time where that failed for the moment; so many at the most, and nothing more
/// of a server that has had enough or is not there.
/// </summary>
internal sealed class Probe(ApiSender sender, ICallContext call, TimeProvider time)
{
    /// <summary>Few enough not to be felt within the limit of a minute.</summary>
    private const int MostRequests = 20;

    /// <summary>A server that asks to wait for longer is not waited for.</summary>
    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _wait = TimeSpan.FromSeconds(1);

    private string? _stopped;

    /// <summary>Whether a second attempt has failed like the first: then it is no passing fault, and the others are not tried again.</summary>
    private bool _isLasting;

    public int Requests { get; private set; }

    public ICallContext Call { get; } = call;

    /// <summary>Takes the place of one request that somebody else sends.</summary>
    public bool TryCount()
    {
        if (_stopped is null && Requests >= MostRequests)
        {
            _stopped = $"not asked: {MostRequests} requests are the most";
        }

        Requests += _stopped is null ? 1 : 0;
        return _stopped is null;
    }

    public async Task<Answer> AskAsync(ApiRequest request)
    {
        if (!TryCount())
        {
            return Answer.NotAsked(_stopped!);
        }

        Answer first = await SendAsync(request).ConfigureAwait(false);
        TimeSpan wait = first.Response?.RetryAfter ?? _wait;
        if (!IsPassing(first) || request.IsUnsafe || _isLasting || Requests >= MostRequests || wait > _longestWait)
        {
            return first;
        }

        Call.Awaiting("It failed; attempt 2 of 2 follows", wait);
        try
        {
            await time.WaitAsync(wait, Call.CancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Call.Awaiting("", TimeSpan.Zero);
        }

        Requests++;
        Answer second = await SendAsync(request).ConfigureAwait(false);
        _isLasting = IsPassing(second);
        return second;
    }

    private static bool IsPassing(Answer answer) => answer.Status >= 500 || answer.IsLost;

    private async Task<Answer> SendAsync(ApiRequest request)
    {
        try
        {
            ProbedResponse response = await sender.ProbeAsync(request, Call).ConfigureAwait(false);
            _stopped = response.Status switch
            {
                429 => "not asked: the server refused a request by its limit (429)",
                401 => "not asked: the server refused the access token (401)",
                _ => null,
            };
            return Answer.Of(response);
        }
        catch (NocException error)
        {
            // Its message may quote the server.
            string how = $"no answer ({error.Kind})";
            _stopped = error.IsTerminating || error.Kind is NocErrorKind.Timeout or NocErrorKind.OutcomeUnknown ? $"not asked: there was no answer before ({error.Kind})" : null;
            return Answer.Failed(how, mayHaveActed: error.Kind == NocErrorKind.OutcomeUnknown, isLost: error is { Kind: NocErrorKind.ConnectionFailed, IsLasting: false });
        }
    }
}
