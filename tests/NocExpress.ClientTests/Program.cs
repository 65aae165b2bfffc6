using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace NocExpress.ClientTests;

/// <summary>
/// Runs the tests, those alone whose names hold the argument if there is one, against the sandbox that the environment names. Where it is
/// "foreign", another module's resolver of assemblies is there first.
/// </summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        AppDomain.CurrentDomain.AssemblyResolve += static (_, request) =>
            new AssemblyName(request.Name).Name == "NocExpress" ? Assembly.LoadFrom(Path.Combine(Metadata("RepositoryRoot"), "bin", "NocExpress.dll")) : null;
        bool isForeign = arguments.Contains("foreign");
        if (isForeign)
        {
            ForeignResolver.Register(Path.Combine(Metadata("Packages"), "system.text.json", "10.0.0", "lib", "net462"));
        }

        return Run(isForeign ? "lists" : arguments.FirstOrDefault() ?? "");
    }

    public static string Metadata(string key) => typeof(Program).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;

    /// <summary>The first that refers to the module.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Run(string filter) => TestRun.RunAsync(filter).GetAwaiter().GetResult();
}
