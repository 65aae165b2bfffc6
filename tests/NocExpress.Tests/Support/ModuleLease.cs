using System;
using System.Linq;
using System.Reflection;

namespace NocExpress.Tests.Support;

/// <summary>How long a lease lasts in the assembly that the module has loaded, which is another than the copy beside the tests.</summary>
internal static class ModuleLease
{
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(50);

    /// <summary>The same, for a script of another process.</summary>
    public static string Script(int seconds) =>
        "([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'NocExpress.AzureTable' }).GetType('NocExpress.AzureTable.RequestLease')"
        + $".GetProperty('Length', [Reflection.BindingFlags]'NonPublic,Static').SetValue($null, [TimeSpan]::FromSeconds({seconds}))";

    public static void Shorten(TimeSpan length)
    {
        Assembly loaded = AppDomain.CurrentDomain.GetAssemblies().First(assembly => assembly.Location.Contains("deps-azure", StringComparison.Ordinal) && assembly.GetName().Name == "NocExpress.AzureTable");
        loaded.GetType("NocExpress.AzureTable.RequestLease", throwOnError: true)!.GetProperty("Length", BindingFlags.NonPublic | BindingFlags.Static)!.SetValue(null, length);
    }
}
