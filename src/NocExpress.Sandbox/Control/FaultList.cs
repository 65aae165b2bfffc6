using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace NocExpress.Sandbox.Control;

/// <summary>The faults in force.</summary>
internal sealed class FaultList
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _faults = [];
    private int _lastId;

    public Fault Add(FaultRule rule)
    {
        lock (_lock)
        {
            Fault fault = new(++_lastId, rule);
            _faults.Add(fault);
            return fault with { };
        }
    }

    /// <summary>Every rule counts the request it matches; the first that is due strikes.</summary>
    public Fault? Strike(string method, string path)
    {
        lock (_lock)
        {
            Fault? struck = null;
            foreach (Fault fault in _faults.Where(fault => fault.Rule.Matches(method, path)))
            {
                if (fault.Strikes())
                {
                    struck ??= fault;
                }
            }

            return struck;
        }
    }

    public Fault[] All()
    {
        lock (_lock)
        {
            return [.. _faults.Select(fault => fault with { })];
        }
    }

    /// <summary>True if there was such a fault.</summary>
    public bool Remove(long id)
    {
        lock (_lock)
        {
            return _faults.RemoveAll(fault => fault.Id == id) > 0;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }
}
