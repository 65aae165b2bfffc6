namespace NocExpress.Models;

/// <summary>
/// One thing that is guessed of the server, and what it really does. It names keys, counts and types, and never a value of a customer, so that it can
/// be sent to others.
/// </summary>
public sealed class NocCheck
{
    internal NocCheck()
    {
    }

    /// <summary>What is checked.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the check came to.</summary>
    public NocCheckResult Result { get; init; }

    /// <summary>What the expectation rests on; <see langword="null"/> for the settings at the end, which sum up.</summary>
    public NocCheckBasis? Basis { get; init; }

    /// <summary>What the module expects, and goes by.</summary>
    public string Expected { get; init; } = "";

    /// <summary>What the server did.</summary>
    public string Observed { get; init; } = "";

    /// <summary>What to do, such as the parameter to give; empty where there is nothing to do.</summary>
    public string Advice { get; init; } = "";

    /// <summary>Returns the name, the result and what was seen.</summary>
    public override string ToString() => $"{Name}: {Result}, {Observed}";
}
