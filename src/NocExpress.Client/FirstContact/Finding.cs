using NocExpress.Models;

namespace NocExpress.Client.FirstContact;

/// <summary>What a check has found.</summary>
/// <param name="Result">What it came to.</param>
/// <param name="Observed">What the server did: keys, counts and types, and no values.</param>
/// <param name="Advice">What to do, if anything.</param>
internal sealed record Finding(NocCheckResult Result, string Observed, string Advice = "")
{
    /// <summary>What differs, and is no matter: the module goes by what it finds.</summary>
    private const string ByItself = "Nothing to give: found out by itself.";

    /// <summary>A parameter of Connect-NocExpress to give, with its value.</summary>
    public string? Setting { get; init; }

    public static Finding Confirmed(string observed) => new(NocCheckResult.Confirmed, observed);

    public static Finding Unknown(string observed, string advice = "") => new(NocCheckResult.Unknown, observed, advice);

    public static Finding Failed(string observed, string advice) => new(NocCheckResult.Failed, observed, advice);

    public static Finding Differs(string observed, string advice = ByItself) => new(NocCheckResult.Differs, observed, advice);

    /// <summary>What differs, and is set by a parameter of Connect-NocExpress.</summary>
    public static Finding Set(string observed, string setting) => Differs(observed, $"Connect-NocExpress {setting}") with { Setting = setting };

    public static Finding ConfirmedIf(bool isSo, string observed) => isSo ? Confirmed(observed) : Differs(observed);
}
