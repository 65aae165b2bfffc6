using System;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Text;

namespace NocExpress.Contract;

/// <summary>The names of one sort that a connection has seen last, each with a line about it. There may be 100,000, and nobody completes among so many.</summary>
/// <param name="describe">Makes the line out of what is known about a name, when somebody asks: that is for few of those that go by.</param>
internal sealed class NameCache(Func<object, string>? describe = null)
{
    private const int MostNames = 1000;
    private const int LongestName = 200;

    private readonly Dictionary<string, object> _abouts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<string> _order = new();

    public IReadOnlyList<KeyValuePair<string, string>> All
    {
        get
        {
            lock (_order)
            {
                return [.. _abouts
                    .OrderBy(name => name.Key, StringComparer.OrdinalIgnoreCase)
                    .Select(name => new KeyValuePair<string, string>(name.Key, TerminalText.Line(describe?.Invoke(name.Value) ?? (string)name.Value)))];
            }
        }
    }

    public void Add(string? name, object about)
    {
        if (string.IsNullOrWhiteSpace(name) || name!.Length > LongestName || HasControl(name))
        {
            return;
        }

        lock (_order)
        {
            if (_abouts.ContainsKey(name!))
            {
                return;
            }

            _abouts[name!] = about;
            _order.Enqueue(name!);
            if (_order.Count > MostNames)
            {
                _abouts.Remove(_order.Dequeue());
            }
        }
    }
    private static bool HasControl(string name)
    {
        foreach (char c in name)
        {
            if (char.IsControl(c))
            {
                return true;
            }
        }

        return false;
    }
}
