using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Journal;
using NocExpress.Client.Pacing;
using NocExpress.Contract;
using NocExpress.Text;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>
/// Waits for other runs that have circuits of this one in their hands. Whoever waits has claimed nothing of the request that he waits for, so
/// that nobody waits in a circle.
/// </summary>
internal sealed class OtherRuns(IJournalStore journal, JournalLookup lookup, TimeProvider time)
{
    /// <summary>About as long as a request takes.</summary>
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(250);

    /// <summary>A run that died is noticed so much later at most, and a table that is asked so seldom costs nothing worth counting.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(4);

    /// <summary>Waits until no other run has any of the units, and gives each the record and the verdict that it has then.</summary>
    public async Task WaitAsync(IReadOnlyList<TicketUnit> units, ICallContext call)
    {
        string? told = null;
        try
        {
            for (TimeSpan pause = _shortest; ; pause = pause < _longest ? pause + pause : _longest)
            {
                // Also the first time: whoever has lost a claim by a moment finds it settled then.
                await time.WaitAsync(pause, call.CancellationToken).ConfigureAwait(false);
                await JournalFailure.RethrowAsync(journal.Place, () => lookup.RefreshAsync(units, call.CancellationToken)).ConfigureAwait(false);
                if (units.FirstOrDefault(unit => unit.Verdict == Verdict.Wait) is not { } held)
                {
                    return;
                }

                string holder = TerminalText.Line(held.Found!.HeldBy ?? "another run");
                call.Awaiting($"{holder} is opening the ticket of macnum {held.Draft.Macnum}", pause);
                if (told != holder)
                {
                    call.Verbose($"Waiting for {holder}, which has circuits of this run in its hands.");
                    told = holder;
                }
            }
        }
        finally
        {
            if (told is not null)
            {
                call.Awaiting("", TimeSpan.Zero);
            }
        }
    }
}
