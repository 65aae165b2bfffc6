using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Pipeline;

namespace NocExpress.Commands;

/// <summary>
/// Takes the steps of a plan, several at a time. The first request goes alone, and so does each after one whose outcome is unknown: what is
/// wrong with all of them shows in it, and a pipeline that has seen enough then stops before the others. Where the run has to end, nothing
/// more is sent, what is under way is waited for and comes out, and what was not sent is reported.
/// </summary>
internal sealed class TicketRun(NewNocTicketCommand command, ITicketPlan plan, IReadOnlyList<ITicketStep> steps)
{
    private const string Activity = "Opening NOC tickets";

    /// <summary>
    /// So many requests in a row without a known outcome end the run: a gateway that is dead would leave nothing but tickets to look for.
    /// </summary>
    private const int MostUnknown = 3;

    private readonly TicketRunEnd _end = new(command, command.EndsByErrors, command.EndsByWarnings);
    private readonly int _requests = steps.Count(step => step.Request is not null);
    private int _next;
    private int _started;
    private volatile bool _goesWell;
    private volatile int _unknownInARow;

    private bool IsOver => _end.IsNear || _unknownInARow >= MostUnknown;

    public void Take()
    {
        using CallQueue calls = command.SideBySide(command.ThrottleLimit, _end.Report, _end.Warn);
        try
        {
            Send(calls);
        }
        catch when (!command.Stopping && calls.Count > 1)
        {
            // The pipeline has had enough, or failed. The first call was being written when it did.
            TellOfThoseUnderWay(calls.Count - 1);
            throw;
        }

        foreach (string remark in plan.Remarks)
        {
            _end.Warn(remark);
        }

        _end.End([.. steps.Skip(_next).Where(step => step.Request is not null)], _unknownInARow);
    }

    private void Send(CallQueue calls)
    {
        while (_next < steps.Count && !IsOver)
        {
            while (!IsOver && calls.Count >= (_goesWell ? command.ThrottleLimit : 1))
            {
                calls.EndFirst();
            }

            if (!IsOver)
            {
                if (steps[_next].Request is not null)
                {
                    TellProgress(_started++);
                }

                Start(steps[_next++], calls);
                calls.WriteAvailable();
            }
        }

        // What sends nothing goes on: what the journal has opened comes out, and what it does not know is told.
        foreach (ITicketStep step in steps.Skip(_next).Where(step => step.Request is null))
        {
            Start(step, calls);
        }

        calls.WriteToEnd();
        TellProgress(_requests);
    }

    private void TellProgress(int begun) => command.TellProgress(Activity, "Request", begun, _requests);

    private void Start(ITicketStep step, CallQueue calls) => calls.Start(step.Source, async pump =>
    {
        bool isKnown = true;
        try
        {
            await step.TakeAsync(
                ticket =>
                {
                    _end.Opened(ticket);

                    // Nothing was sent for a recorded one, and nobody has to be asked whether the next may be.
                    return ticket.Recorded is null ? pump.EmitAndWaitAsync(ticket) : pump.EmitAsync(ticket);
                },
                pump).ConfigureAwait(false);
        }
        catch (NocException error)
        {
            error.TicketRequest ??= step.Request;
            isKnown = error.Kind != NocErrorKind.OutcomeUnknown;
            throw;
        }
        finally
        {
            if (step.Request is not null)
            {
                _goesWell = isKnown;
                _unknownInARow = isKnown ? 0 : _unknownInARow + 1;
            }
        }
    });

    private void TellOfThoseUnderWay(int count)
    {
        try
        {
            command.WriteWarning(
                $"The pipeline has ended, and the tickets of {count} requests have not come out. What is under way cannot be called back, and is seen to its end: Get-NocJournal shows what came of it.");
        }
        catch (Exception ended) when (ended is PipelineStoppedException or ActionPreferenceStopException)
        {
            // Nobody listens any more.
        }
    }
}
