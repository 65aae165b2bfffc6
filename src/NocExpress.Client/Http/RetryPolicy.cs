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

    /// <summary>
    /// How often a first connect is tried again that does not come about: whoever waits for it has most likely given a wrong address.
    /// </summary>
    private const int MostForFirst = 2;

    private static readonly ResiliencePropertyKey<Progress> _progress = new("progress");

    private readonly Func<NocException, bool> _isPassing;
    private readonly Func<NocException, int> _most;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _pipeline;

    /// <param name="isPassing">Whether another attempt may succeed, and does no harm.</param>
    /// <param name="delay">How long to wait before it; none: longer each time.</param>
    /// <param name="most">How many times it may be tried again after such an error.</param>
    /// <param name="options">The settings of the connection.</param>
    /// <param name="time">The clock.</param>
    private RetryPolicy(
        Func<NocException, bool> isPassing, Func<NocException, TimeSpan?> delay, Func<NocException, int> most, ClientOptions options, TimeProvider time)
    {
        _isPassing = isPassing;
        _most = most;
        _time = time;
        ResiliencePipelineBuilder builder = new() { TimeProvider = time };
        if (options.MaximumRetryCount > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = failed => new ValueTask<bool>(failed.Outcome.Exception is NocException error && MayTryAgain(error, failed.Context)),

                // They are counted here: a refusal by the limit is none of the user's attempts.
                MaxRetryAttempts = int.MaxValue,
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
    public static RetryPolicy ForReads(ClientOptions options, TimeProvider time) =>
        new(IsPassing, DelayBesidePacing, _ => options.MaximumRetryCount, options, time);

    /// <summary>
    /// A create whose connection failed before any of it was sent, or that was refused as one too many. Whatever else happens to it is
    /// <see cref="NocErrorKind.OutcomeUnknown"/> or final.
    /// </summary>
    public static RetryPolicy ForCreates(ClientOptions options, TimeProvider time) => new(
        static error => error.Kind is NocErrorKind.Timeout or NocErrorKind.RateLimited || NeverArrived(error),
        DelayBesidePacing,
        _ => options.MaximumRetryCount,
        options,
        time);

    /// <summary>Whatever becomes of the request, it is not sent again.</summary>
    public static RetryPolicy ForOnce(ClientOptions options, TimeProvider time) =>
        new(static _ => false, DelayBesidePacing, static _ => 0, options, time);

    /// <summary>Requests for a token are no requests to the API: they are not paced, and wait by themselves.</summary>
    public static RetryPolicy ForTokens(ClientOptions options, TimeProvider time) =>
        new(IsPassing, static error => error.RetryAfter, _ => options.MaximumRetryCount, options, time);

    /// <summary>
    /// The first token of a connection: a server that is not reached is given up sooner than in a run, and one that is silent at once.
    /// </summary>
    public static RetryPolicy ForFirstToken(ClientOptions options, TimeProvider time) => new(
        IsPassing,
        static error => error.RetryAfter,
        error => error.Kind switch
        {
            NocErrorKind.Timeout when error.StatusCode is null => 0,
            NocErrorKind.ConnectionFailed => Math.Min(options.MaximumRetryCount, MostForFirst),
            _ => options.MaximumRetryCount,
        },
        options,
        time);

    public async Task<T> ExecuteAsync<T>(Func<Task<T>> attempt, ICallContext call)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(call.CancellationToken);
        Progress progress = new(call, _time.GetTimestamp());
        context.Properties.Set(_progress, progress);
        try
        {
            return await _pipeline
                .ExecuteAsync(static async (_, attempt) => await attempt().ConfigureAwait(false), context, attempt)
                .ConfigureAwait(false);
        }
        catch (NocException error) when (progress.Failed > 1 && _isPassing(error))
        {
            throw error.WithMessage($"{error.Message} It was tried {progress.Failed} times, over {_time.GetElapsedTime(progress.Began).TotalSeconds:0} s.");
        }
        finally
        {
            if (progress.HasTold)
            {
                call.Awaiting("", TimeSpan.Zero);
            }

            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static bool IsPassing(NocException error) => error.Kind switch
    {
        NocErrorKind.Timeout or NocErrorKind.RateLimited => true,
        NocErrorKind.ServiceUnavailable => error.StatusCode is 500 or 502 or 503 or 504,
        _ => NeverArrived(error),
    };

    /// <remarks>A proxy that asks who one is, or refuses a tunnel, goes on doing so, and a certificate that is no good stays so.</remarks>
    private static bool NeverArrived(NocException error) => error is { Kind: NocErrorKind.ConnectionFailed, IsLasting: false };

    /// <remarks>After a 429 the next attempt waits in the pacing, with everybody else who shares the limit.</remarks>
    private static TimeSpan? DelayBesidePacing(NocException error) => error.Kind == NocErrorKind.RateLimited ? TimeSpan.Zero : error.RetryAfter;

    private bool MayTryAgain(NocException error, ResilienceContext context)
    {
        Progress progress = context.Properties.GetValue(_progress, null!);
        progress.Failed++;
        progress.FirstFailure ??= _time.GetTimestamp();
        if (error.Kind != NocErrorKind.RateLimited)
        {
            progress.Counted++;
        }

        progress.Most = _most(error);
        return _isPassing(error)
            && progress.Counted <= progress.Most
            && _time.GetElapsedTime(progress.FirstFailure.Value) + (error.RetryAfter ?? TimeSpan.Zero) <= Deadline;
    }

    private static ValueTask Tell(OnRetryArguments<object> failed)
    {
        Progress progress = failed.Context.Properties.GetValue(_progress, null!);
        NocErrorKind? kind = (failed.Outcome.Exception as NocException)?.Kind;
        progress.Call.Verbose($"Attempt {progress.Failed} failed ({kind}); another follows in {failed.RetryDelay.TotalSeconds:0.0} s.");
        if (failed.RetryDelay > TimeSpan.Zero)
        {
            string of = kind == NocErrorKind.RateLimited ? "" : $" of {progress.Most + 1 + progress.Failed - progress.Counted}";
            progress.HasTold = true;
            progress.Call.Awaiting($"It failed ({kind}); attempt {progress.Failed + 1}{of} follows", failed.RetryDelay);
        }

        return default;
    }

    /// <summary>How far a request is with its attempts.</summary>
    private sealed class Progress(ICallContext call, long began)
    {
        public ICallContext Call { get; } = call;

        public long Began { get; } = began;

        public long? FirstFailure { get; set; }

        public int Failed { get; set; }

        /// <summary>Without the refusals by the limit.</summary>
        public int Counted { get; set; }

        /// <summary>How many of these may be followed by another attempt.</summary>
        public int Most { get; set; }

        public bool HasTold { get; set; }
    }
}
