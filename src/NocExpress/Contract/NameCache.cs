using System;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Text;

namespace NocExpress.Contract;

/// <summary>The names of one sort that a connection has seen last, each with a line about it. There may be 100,000, and nobody completes among so many.</summary>
internal sealed class NameCache
{
    private const int MostNames = 1000;
    private const int LongestName = 200;

    private readonly Dictionary<string, string> _abouts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<string> _order = new();

    public IReadOnlyList<KeyValuePair<string, string>> All
    {
        get
        {
            lock (_order)
            {
                return [.. _abouts.OrderBy(name => name.Key, StringComparer.OrdinalIgnoreCase)];
            }
        }
    }

    public void Add(string? name, string about)
    {
        if (string.IsNullOrWhiteSpace(name) || name!.Length > LongestName || name.Any(char.IsControl))
        {
            return;
        }

        lock (_order)
        {
            if (_abouts.ContainsKey(name!))
            {
                return;
            }

            _abouts[name!] = TerminalText.Line(about);
            _order.Enqueue(name!);
            if (_order.Count > MostNames)
            {
                _abouts.Remove(_order.Dequeue());
            }
        }
    }
}
