using System;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Runtime;
using Polly;
using Polly.Retry;

namespace NocExpress.Client.Http;

/// <summary>
/// Tries again what failed for the moment. It decides nothing about safety: an error says of itself whether another attempt does no
/// harm (<see cref="NocException.IsTransient"/>).
/// </summary>
internal sealed class RetryPolicy
{
    private static readonly ResiliencePropertyKey<ICall> _call = new("call");

    /// <summary>A server that asks for more patience than this is reported instead of waited for.</summary>
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(5);

    private readonly ResiliencePipeline _pipeline;

    public RetryPolicy(ClientOptions options, TimeProvider time)
    {
        ResiliencePipelineBuilder builder = new() { TimeProvider = time };
        if (options.MaximumRetryCount > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<NocException>(error => error.IsTransient && !(error.RetryAfter > _longestWait)),
                MaxRetryAttempts = options.MaximumRetryCount,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(30),
                DelayGenerator = failed => new ValueTask<TimeSpan?>((failed.Outcome.Exception as NocException)?.RetryAfter),
                OnRetry = Tell,
            });
        }

        _pipeline = builder.Build();
    }

    public async Task<T> ExecuteAsync<T>(Func<Task<T>> attempt, ICall call)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(call.Stop);
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

    private static ValueTask Tell(OnRetryArguments<object> failed)
    {
        if (failed.Context.Properties.TryGetValue(_call, out ICall? call))
        {
            NocErrorKind? kind = (failed.Outcome.Exception as NocException)?.Kind;
            call.Verbose($"Attempt {failed.AttemptNumber + 1} failed ({kind}); another follows in {failed.RetryDelay.TotalSeconds:0.0} s.");
        }

        return default;
    }
}
