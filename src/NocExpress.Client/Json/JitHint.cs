using System.Runtime.CompilerServices;

namespace NocExpress.Client.Json;

/// <summary>
/// Marks what runs for every row of a list. A run of a script is over before the runtime has found out by itself which methods are worth
/// its best code, so that these get it at once.
/// </summary>
internal static class JitHint
{
    /// <summary><c>AggressiveOptimization</c>, which .NET Framework has no name for, and ignores.</summary>
    public const MethodImplOptions AggressiveOptimization = (MethodImplOptions)512;
}
