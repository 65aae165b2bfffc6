using System.Collections.Generic;
using System.Linq;

namespace NocExpress.Client.Journal;

/// <summary>The last record of each circuit's ticket, in memory.</summary>
internal sealed class JournalIndex
{
    private readonly Dictionary<CircuitTicket, CircuitRecord> _records = [];
    private ILookup<Circuit, CircuitRecord>? _byCircuit;

    public int Count => _records.Count;

    public IEnumerable<CircuitRecord> All => _records.Values;

    public CircuitRecord? Find(CircuitTicket ticket) => _records.TryGetValue(ticket, out CircuitRecord? record) ? record : null;

    public IReadOnlyList<CircuitRecord> Find(IEnumerable<Circuit> circuits)
    {
        _byCircuit ??= _records.Values.ToLookup(record => record.Ticket.Circuit);
        return [.. circuits.SelectMany(circuit => _byCircuit[circuit])];
    }

    public void Set(CircuitRecord record)
    {
        _records[record.Ticket] = record;
        _byCircuit = null;
    }
}
