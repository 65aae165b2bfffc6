using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace NocExpress.Loading;

/// <summary>
/// Loads the client on .NET Framework: its packages are found by exact name, and only for the client and its packages themselves, so
/// that other modules neither get our copies nor give us theirs.
/// </summary>
internal static class DependencyResolver
{
    public static Assembly Load(string folder, string client)
    {
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) => Resolve(folder, request);
        return Assembly.LoadFile(Path.Combine(folder, client + ".dll"));
    }

    private static Assembly? Resolve(string folder, ResolveEventArgs request)
    {
        if (request.RequestingAssembly is not { } requester || !IsIn(folder, requester))
        {
            return null;
        }

        var wanted = new AssemblyName(request.Name);
        Assembly shell = typeof(DependencyResolver).Assembly;
        if (wanted.Name == shell.GetName().Name)
        {
            return shell;
        }

        string path = Path.Combine(folder, wanted.Name + ".dll");
        if (!File.Exists(path))
        {
            return null;
        }

        // LoadFile would load the same file twice.
        return AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(loaded => !loaded.IsDynamic && loaded.Location == path)
            ?? LoadIfItServes(path, wanted);
    }

    /// <remarks>Packages refer to older versions of one another; .NET Framework unifies them only by a configuration file, which a module has not.</remarks>
    private static Assembly? LoadIfItServes(string path, AssemblyName wanted)
    {
        AssemblyName found = AssemblyName.GetAssemblyName(path);
        bool serves = found.Version >= wanted.Version
            && (found.GetPublicKeyToken() ?? []).SequenceEqual(wanted.GetPublicKeyToken() ?? []);
        return serves ? Assembly.LoadFile(path) : null;
    }

    private static bool IsIn(string folder, Assembly assembly) =>
        !assembly.IsDynamic && string.Equals(Path.GetDirectoryName(assembly.Location), folder, StringComparison.OrdinalIgnoreCase);
}
