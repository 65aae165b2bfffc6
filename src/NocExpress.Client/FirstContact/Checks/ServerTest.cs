using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Api;
using NocExpress.Client.Http;
using NocExpress.Client.Secrecy;
using NocExpress.Client.Tokens;
using NocExpress.Client.Tracing;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>Finds out what a server really does: one check for each guess that its answers can settle.</summary>
internal sealed class ServerTest(ClientOptions options, ApiSender sender, Transport transport, Redactor redactor, TimeProvider time, TraceLog? trace = null)
{
    /// <summary>Runs all checks, and hands over what they found: what holds, what nobody knows, what failed, what differs, and at the end what to set.</summary>
    /// <param name="query">What to look at.</param>
    /// <param name="emit">Takes each check.</param>
    /// <param name="call">Who calls.</param>
    public async Task RunAsync(ServerTestQuery query, Func<NocCheck, Task> emit, ICallContext call)
    {
        Probe probe = new(sender, call, time);
        Evidence evidence = new(probe, query.Macnum, query.GrantedTenantMacnum);
        List<NocCheck> found = [];
        List<string> settings = [];
        foreach (Check check in Checks(query, evidence))
        {
            (NocCheck result, string? setting) = await RunAsync(check, evidence, call).ConfigureAwait(false);
            found.Add(result);
            if (setting is not null)
            {
                settings.Add(setting);
            }
        }

        foreach (NocCheck check in found.OrderBy(check => check.Result).Append(Summary.Of(found, settings, probe.Requests)))
        {
            await emit(check).ConfigureAwait(false);
        }
    }

    private IEnumerable<Check> Checks(ServerTestQuery query, Evidence evidence)
    {
        TokenEndpoint? endpoint = options.AccessToken is null ? new TokenEndpoint(options, transport, redactor, time, trace) : null;
        yield return new TokenAuthenticationCheck(options, endpoint, redactor);
        yield return new TokenLifetimeCheck(endpoint, redactor, time);
        yield return new SitesEnvelopeCheck();
        yield return new SiteFieldsCheck();
        yield return new MacnumFormCheck();
        yield return new DefaultPageSizeCheck();
        yield return new PageNumberCheck();
        yield return new MaximumPageSizeCheck();
        yield return new ConfigurationsPathCheck();
        yield return new ConfigurationsEnvelopeCheck();
        yield return new ConfigurationFieldsCheck();
        yield return new TypeAndStatusFormCheck();
        yield return new ConfigurationOwnerCheck();
        yield return new TicketTypeKeysCheck();
        yield return new TicketTypeFormCheck();
        yield return new IssueParametersCheck();
        yield return new IssueFormCheck();
        yield return new ErrorShapeCheck();
        yield return new RequestIdCheck();
        yield return new RateLimitHeadersCheck(options);
        yield return new ServerClockCheck();
        if (query.IncludeCreate)
        {
            CreateTrial trial = new(evidence);
            yield return new FieldErrorsCheck(trial);
            yield return new ListEncodingCheck(trial);
        }
    }

    /// <remarks>Whatever a server answers that no check has thought of must not hide what the others have found.</remarks>
    private async Task<(NocCheck Check, string? Setting)> RunAsync(Check check, Evidence evidence, ICallContext call)
    {
        try
        {
            return await check.RunAsync(evidence, redactor).ConfigureAwait(false);
        }
        catch (Exception unforeseen) when (!call.CancellationToken.IsCancellationRequested)
        {
            NocCheck failed = new()
            {
                Name = Check.NameOf(check.Guess),
                Result = NocCheckResult.Failed,
                Observed = $"an answer that nobody has foreseen ({unforeseen.GetType().Name})",
                Advice = "Tell the maintainers.",
            };
            return (failed, null);
        }
    }
}
