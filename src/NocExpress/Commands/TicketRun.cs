using System.Collections.Generic;
using System.Linq;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Pipeline;
using NocExpress.Text;

namespace NocExpress.Commands;

/// <summary>
/// Sends the requests of a plan, several at a time. The first goes alone: what is wrong with all of them shows in it, and a pipeline that
/// has seen enough then stops before the others. Where the run has to end, nothing more is sent, what is under way is waited for and comes
/// out, and what was not sent is reported.
/// </summary>
internal sealed class TicketRun(NewNocTicketCommand command, ITicketPlan plan)
{
    private const string Activity = "Opening NOC tickets";

    /// <summary>Whether the user's preference makes an end of any error: then it must be the last thing that is written.</summary>
    private readonly bool _endsWithAnyError = command.ErrorsEndTheRun();

    /// <summary>The errors that end the run.</summary>
    private readonly List<(NocException Error, object? Source)> _ends = [];

    public void Open(NocTicketRequest[] requests)
    {
        using CallQueue calls = command.SideBySide(command.ThrottleLimit, Report);
        try
        {
            Open(requests, calls);
        }
        catch when (!command.Stopping)
        {
            // The pipeline has had enough, or failed: what is under way can't be called back, and somebody must hear of it.
            calls.WriteToEnd(
                ticket => command.WriteWarning($"Ticket {TerminalText.Line($"{ticket}")} was opened after the pipeline had ended, and did not come out."),
                (error, _) => command.WriteWarning(error.Message));
            throw;
        }
    }

    private void Open(NocTicketRequest[] requests, CallQueue calls)
    {
        int started = 0;
        while (started < requests.Length && _ends.Count == 0)
        {
            Progress.Work(command, Activity, $"Request {started + 1} of {requests.Length}", 100 * started / requests.Length);
            Start(requests[started++], calls);
            if (started == 1)
            {
                calls.WriteToEnd();
            }

            // What has ended by now may be what ends the run.
            calls.MakeRoom();
        }

        calls.WriteToEnd();
        Progress.Work(command, Activity, "Done", 100);
        if (_ends.Count > 0)
        {
            End([.. requests.Skip(started).Where(plan.IsToBeSent)]);
        }
    }

    private void Start(NocTicketRequest request, CallQueue calls)
    {
        calls.Start(plan.SourceOf(request), async pump =>
        {
            try
            {
                await plan.CompleteAsync(request, pump.EmitAndWaitAsync, pump).ConfigureAwait(false);
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
        if (_endsWithAnyError || error.IsTerminating)
        {
            _ends.Add((error, source));
        }
        else
        {
            command.WriteError(ErrorMapper.ToRecord(error, source));
        }
    }

    private void End(NocTicketRequest[] notSent)
    {
        (NocException first, object? source) = _ends[0];
        if (_endsWithAnyError)
        {
            // The preference makes it the end, of as much of the script as the user has said.
            command.WriteError(ErrorMapper.ToRecord(Joined(first, notSent), source));
            return;
        }

        foreach ((NocException error, object? target) in _ends.Skip(1))
        {
            command.WriteError(ErrorMapper.ToRecord(error, target));
        }

        foreach (NocTicketRequest request in notSent)
        {
            NocException error = new(first.Kind, $"The ticket request for {request} was not sent, because an earlier one failed: {first.Message}")
            {
                SafeToRetry = true,
                TicketRequest = request,
            };
            command.WriteError(ErrorMapper.ToRecord(error, plan.SourceOf(request)));
        }

        command.End(first, source);
    }

    /// <remarks>One error is all that the user will see: it has to tell of all requests.</remarks>
    private NocException Joined(NocException first, NocTicketRequest[] notSent)
    {
        if (_ends.Count == 1 && notSent.Length == 0)
        {
            return first;
        }

        IEnumerable<string> messages = _ends.Select(end => end.Error.Message)
            .Concat(notSent.Select(request => $"The ticket request for {request} was not sent, because an earlier one failed."));
        return new NocException(first.Kind, string.Join("\n", messages), first)
        {
            StatusCode = first.StatusCode,
            RequestId = first.RequestId,
            ServerErrors = first.ServerErrors,
            SafeToRetry = _ends.All(end => end.Error.SafeToRetry),
            SentAt = first.SentAt,
            TicketRequest = first.TicketRequest,
            Sites = [.. _ends.SelectMany(end => end.Error.Sites)],
        };
    }
}
