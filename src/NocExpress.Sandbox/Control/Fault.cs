namespace NocExpress.Sandbox.Control;

/// <summary>A rule and how often it has come up.</summary>
internal sealed record Fault(int Id, FaultRule Rule)
{
    public int Matched { get; private set; }

    public int Struck { get; private set; }

    /// <summary>Counts a matching request; true if it is one that goes wrong.</summary>
    public bool Strikes()
    {
        Matched++;
        bool due = Matched > Rule.Skip && (Matched - Rule.Skip) % Rule.Every == 0;
        if (!due || Struck >= Rule.Times)
        {
            return false;
        }

        Struck++;
        return true;
    }
}
