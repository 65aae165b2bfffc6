using System.Collections.Generic;
using System.Linq;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>The last line: what all checks came to, and what to set.</summary>
internal static class Summary
{
    /// <param name="found">What the checks found.</param>
    /// <param name="settings">The parameters to give.</param>
    /// <param name="requests">How many requests it took.</param>
    public static NocCheck Of(IReadOnlyList<NocCheck> found, IReadOnlyList<string> settings, int requests)
    {
        int differs = Count(found, NocCheckResult.Differs);
        int failed = Count(found, NocCheckResult.Failed);
        int unknown = Count(found, NocCheckResult.Unknown);
        return new NocCheck
        {
            Name = "Settings",
            Result = failed > 0 ? NocCheckResult.Failed
                : settings.Count > 0 ? NocCheckResult.Differs
                : unknown > found.Count - unknown ? NocCheckResult.Unknown
                : NocCheckResult.Confirmed,
            Expected = "none to give",
            Observed = $"{Words.Of(requests, "request")}; {differs} of {found.Count} guesses {(differs == 1 ? "differs" : "differ")}"
                + (failed > 0 ? $", {failed} failed" : "") + (unknown > 0 ? $", {unknown} unknown" : ""),
            Advice = settings.Count > 0 ? $"Connect-NocExpress {string.Join(" ", settings)}"
                : failed > 0 ? "See the advice of what failed, and test again."
                : "",
        };
    }

    private static int Count(IReadOnlyList<NocCheck> found, NocCheckResult result) => found.Count(check => check.Result == result);
}
