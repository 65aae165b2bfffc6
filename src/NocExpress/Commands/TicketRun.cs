using System.Collections.Generic;
using System.Linq;
using NocExpress.Models;
using NocExpress.Runtime;

namespace NocExpress.Commands;

/// <summary>
/// Sends the requests of a plan, several at a time. The first goes alone: what is wrong with all of them shows in it, and a pipeline that
/// has seen enough then stops before the others. Where the run has to end, what is under way is waited for and comes out, and what was not
/// sent is reported.
/// </summary>
internal sealed class TicketRun(NewNocTicketCommand command, ITicketPlan plan)
{
    private const string Activity = "Opening NOC tickets";

    private (NocException Error, object? Source)? _end;

    public void Open(NocTicketRequest[] requests)
    {
        int limit = command.ErrorsEndTheRun() ? 1 : command.ThrottleLimit;
        using CallQueue calls = command.SideBySide(limit, Report);
        int started = 0;
        while (started < requests.Length && _end is null)
        {
            PipelinePump.Progress(command, Activity, $"Request {started + 1} of {requests.Length}", 100 * started / requests.Length);
            Start(requests[started++], calls);
            if (started == 1)
            {
                calls.WriteToEnd();
            }

            // What has ended by now may be what ends the run.
            calls.MakeRoom();
        }

        calls.WriteToEnd();
        PipelinePump.Progress(command, Activity, "Done", 100);
        if (_end is { } end)
        {
            ReportNotSent(requests.Skip(started), end.Error);
            command.End(end.Error, end.Source);
        }
    }

    private void Start(NocTicketRequest request, CallQueue calls)
    {
        command.Call(calls, plan.SourceOf(request), async (_, _, pump) =>
        {
            try
            {
                await plan.CreateAsync(request, pump.EmitAndWaitAsync, pump).ConfigureAwait(false);
            }
            catch (NocException error)
            {
                error.TicketRequest = request;
                throw;
            }
        });
        calls.WriteAvailable();
    }

    private void Report(NocException error, object? source)
    {
        if (ErrorMapper.EndsTheRun(error) && _end is null)
        {
            _end = (error, source);
        }
        else
        {
            command.WriteError(ErrorMapper.ToRecord(error, source));
        }
    }

    private void ReportNotSent(IEnumerable<NocTicketRequest> rest, NocException error)
    {
        foreach (NocTicketRequest request in rest.Where(plan.IsToBeSent))
        {
            NocException notSent = new(error.Kind, $"The ticket request for {request} was not sent, because an earlier one failed: {error.Message}")
            {
                SafeToRetry = true,
                TicketRequest = request,
            };
            command.WriteError(ErrorMapper.ToRecord(notSent, plan.SourceOf(request)));
        }
    }
}
