using System.Collections.Generic;
using System.Linq;
using NocExpress.Contract;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>Gathers what is wrong with the input, and joins what is wrong with many items in the same way.</summary>
internal sealed class ValidationErrors
{
    private readonly Dictionary<(string Field, string? Value, string Problem), List<TicketItem>> _found = [];

    public bool Any => _found.Count > 0;

    public void Add(string field, string? value, string problem, TicketItem item)
    {
        if (!_found.TryGetValue((field, value, problem), out List<TicketItem>? items))
        {
            _found[(field, value, problem)] = items = [];
        }

        items.Add(item);
    }

    public IReadOnlyList<TicketValidationError> ToList() =>
        [.. _found.Select(found => new TicketValidationError(found.Key.Field, found.Key.Value, found.Key.Problem, found.Value))];
}
