using System.Globalization;
using System.Linq;
using System.Numerics;

namespace NocExpress.Sandbox.Data;

/// <summary>Account numbers of eight digits, some with a leading zero, each computed from the index of its site and back.</summary>
internal static class Macnums
{
    private const int Digits = 8;
    private const long Modulus = 100_000_000;
    private const long First = 2_145_678;

    // Odd and not a multiple of 5, so that no two indexes share a number and the step can be undone.
    private const long Step = 37_493_791;

    // By Euler's theorem, with phi(10^8) = 4 * 10^7.
    private static readonly long _inverseStep = (long)BigInteger.ModPow(Step, 39_999_999, Modulus);

    public static string Of(int siteIndex) =>
        ((First + siteIndex * Step) % Modulus).ToString("D8", CultureInfo.InvariantCulture);

    public static bool TryGetIndex(string macnum, out long siteIndex)
    {
        siteIndex = -1;
        if (macnum.Length != Digits || !macnum.All(char.IsAsciiDigit))
        {
            return false;
        }

        long steps = (long.Parse(macnum, CultureInfo.InvariantCulture) - First + Modulus) % Modulus;
        siteIndex = steps * _inverseStep % Modulus;
        return true;
    }
}
