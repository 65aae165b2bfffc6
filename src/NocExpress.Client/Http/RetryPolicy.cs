using System;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;
using Polly;
using Polly.Retry;

namespace NocExpress.Client.Http;

/// <summary>
/// Tries again what failed for the moment. There is a policy for each kind of request, because what may be sent again differs: a read
/// whenever it may succeed, a create only where the server cannot have acted.
/// </summary>
internal sealed class RetryPolicy
{
    /// <summary>From the first failure on no request is tried for longer than this. A server that asks for more patience is reported.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    private static readonly ResiliencePropertyKey<ICallContext> _call = new("call");
    private static readonly ResiliencePropertyKey<long> _firstFailure = new("firstFailure");

    private readonly Func<NocException, bool> _isPassing;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _pipeline;

    private RetryPolicy(Func<NocException, bool> isPassing, Func<NocException, TimeSpan?> delay, ClientOptions options, TimeProvider time)
    {
        _isPassing = isPassing;
        _time = time;
        ResiliencePipelineBuilder builder = new() { TimeProvider = time };
        if (options.MaximumRetryCount > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = failed => new ValueTask<bool>(failed.Outcome.Exception is NocException error && MayTryAgain(error, failed.Context)),
                MaxRetryAttempts = options.MaximumRetryCount,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(30),
                DelayGenerator = failed => new ValueTask<TimeSpan?>(failed.Outcome.Exception is NocException error ? delay(error) : null),
                OnRetry = Tell,
            });
        }

        _pipeline = builder.Build();
    }

    /// <summary>Reads do no harm, however often they are sent.</summary>
    public static RetryPolicy ForReads(ClientOptions options, TimeProvider time) => new(IsPassing, DelayBesidePacing, options, time);

    /// <summary>
    /// A create whose connection failed before any of it was sent, or that was refused as one too many. Whatever else happens to it is
    /// <see cref="NocErrorKind.OutcomeUnknown"/> or final.
    /// </summary>
    public static RetryPolicy ForCreates(ClientOptions options, TimeProvider time) => new(
        static error => error.Kind is NocErrorKind.Timeout or NocErrorKind.RateLimited || NeverArrived(error),
        DelayBesidePacing,
        options,
        time);

    /// <summary>Whatever becomes of the request, it is not sent again.</summary>
    public static RetryPolicy ForOnce(ClientOptions options, TimeProvider time) => new(static _ => false, DelayBesidePacing, options, time);

    /// <summary>Requests for a token are no requests to the API: they are not paced, and wait by themselves.</summary>
    public static RetryPolicy ForTokens(ClientOptions options, TimeProvider time) => new(IsPassing, static error => error.RetryAfter, options, time);

    public async Task<T> ExecuteAsync<T>(Func<Task<T>> attempt, ICallContext call)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(call.CancellationToken);
        context.Properties.Set(_call, call);
        try
        {
            return await _pipeline
                .ExecuteAsync(static async (_, attempt) => await attempt().ConfigureAwait(false), context, attempt)
                .ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static bool IsPassing(NocException error) => error.Kind switch
    {
        NocErrorKind.Timeout or NocErrorKind.RateLimited => true,
        NocErrorKind.ServiceUnavailable => error.StatusCode is 500 or 502 or 503 or 504,
        _ => NeverArrived(error),
    };

    /// <remarks>A proxy that asks who one is (407) goes on asking, and a certificate that is no good stays so.</remarks>
    private static bool NeverArrived(NocException error) =>
        error is { Kind: NocErrorKind.ConnectionFailed, StatusCode: null } && !TransportFault.IsRefusedCertificate(error.InnerException);

    /// <remarks>After a 429 the next attempt waits in the pacing, with everybody else who shares the limit.</remarks>
    private static TimeSpan? DelayBesidePacing(NocException error) => error.Kind == NocErrorKind.RateLimited ? TimeSpan.Zero : error.RetryAfter;

    private bool MayTryAgain(NocException error, ResilienceContext context)
    {
        if (!context.Properties.TryGetValue(_firstFailure, out long first))
        {
            first = _time.GetTimestamp();
            context.Properties.Set(_firstFailure, first);
        }

        return _isPassing(error) && _time.GetElapsedTime(first) + (error.RetryAfter ?? TimeSpan.Zero) <= Deadline;
    }

    private static ValueTask Tell(OnRetryArguments<object> failed)
    {
        if (failed.Context.Properties.TryGetValue(_call, out ICallContext? call))
        {
            NocErrorKind? kind = (failed.Outcome.Exception as NocException)?.Kind;
            call.Verbose($"Attempt {failed.AttemptNumber + 1} failed ({kind}); another follows in {failed.RetryDelay.TotalSeconds:0.0} s.");
        }

        return default;
    }
}
