using System;

namespace NocExpress.Sandbox.Control;

/// <summary>A rule and how often it has come up.</summary>
internal sealed record Fault(int Id, FaultRule Rule)
{
    private readonly Random _random = new(Rule.Seed);

    public int Matched { get; private set; }

    public int Struck { get; private set; }

    /// <summary>Counts a matching request; true if it is one that goes wrong.</summary>
    public bool Strikes()
    {
        Matched++;
        bool due = Matched > Rule.Skip && (Matched - Rule.Skip) % Rule.Every == 0 && (Rule.Chance == 1 || _random.NextDouble() < Rule.Chance);
        if (!due || Struck >= Rule.Times)
        {
            return false;
        }

        Struck++;
        return true;
    }
}
