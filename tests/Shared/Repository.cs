using System.Linq;
using System.Reflection;

namespace NocExpress.Tests.Support;

/// <summary>Where the sources and their builds are, from what the build says of itself in the tests' assembly.</summary>
internal static partial class Repository
{
    public static string Root => Metadata("RepositoryRoot");

    public static string Configuration => Metadata("Configuration");

    public static string Packages => Metadata("Packages");

    public static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
