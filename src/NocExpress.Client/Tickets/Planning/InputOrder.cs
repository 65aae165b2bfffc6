using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>
/// Hands over the tickets of a request in the order of the input: each in the place of its site, with the recorded tickets between them, which
/// are there already. A ticket whose site is not known comes last.
/// </summary>
internal sealed class InputOrder
{
    private readonly Dictionary<string, int> _places;
    private readonly IReadOnlyList<RecordedStep> _between;

    /// <param name="units">The circuits of the request.</param>
    /// <param name="between">The steps of recorded circuits that stand between them in the input.</param>
    public InputOrder(IReadOnlyList<TicketUnit> units, IReadOnlyList<RecordedStep> between)
    {
        _places = units.GroupBy(unit => unit.Draft.Macnum).ToDictionary(site => site.Key, site => site.Min(unit => unit.Place), StringComparer.Ordinal);
        _between = between;
    }

    public IReadOnlyList<ITicketStep> Between => _between;

    public async Task HandOverAsync(IReadOnlyList<NocTicket> tickets, Func<NocTicket, Task> emit, ICallContext call)
    {
        IEnumerable<(int Place, Func<Task> HandOver)> all = tickets
            .Select(ticket => (PlaceOf(ticket), (Func<Task>)(() => emit(ticket))))
            .Concat(_between.Select(step => (step.Place, (Func<Task>)(() => step.TryTakeAsync(emit, call)))));
        foreach ((_, Func<Task> handOver) in all.OrderBy(one => one.Place))
        {
            await handOver().ConfigureAwait(false);
        }
    }

    private int PlaceOf(NocTicket ticket) => ticket.Macnum is { } macnum && _places.TryGetValue(macnum, out int place) ? place : int.MaxValue;
}
