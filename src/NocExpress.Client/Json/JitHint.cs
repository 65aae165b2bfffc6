using System.Runtime.CompilerServices;

namespace NocExpress.Client.Json;

/// <summary>
/// Marks what runs for every row of a list. A script ends before tiered JIT compilation has moved a method out of tier 0, so that these are
/// compiled with full optimization at once.
/// </summary>
internal static class JitHint
{
    /// <summary><c>AggressiveOptimization</c>, which .NET Framework has no name for, and ignores.</summary>
    public const MethodImplOptions AggressiveOptimization = (MethodImplOptions)512;
}
