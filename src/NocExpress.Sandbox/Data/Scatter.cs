namespace NocExpress.Sandbox.Data;

/// <summary>Numbers that look random and are always the same, so that every run and every machine sees the same sites.</summary>
internal static class Scatter
{
    /// <summary>A number from 0 up to (not including) <paramref name="bound"/> for one aspect of one thing.</summary>
    public static int Below(int bound, long thing, int aspect)
    {
        // The finalizer of SplitMix64.
        ulong mixed = unchecked((ulong)thing * 0x9E3779B97F4A7C15 + (ulong)aspect * 0xD1B54A32D192ED03);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
    }
}
