using System;
using System.Collections.Generic;
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
    /// <summary>The folders that were loaded from, which share their packages.</summary>
    private static readonly List<string> _folders = [];

    public static Assembly Load(string folder, string assembly)
    {
        lock (_folders)
        {
            _folders.Add(folder);
            if (_folders.Count == 1)
            {
                AppDomain.CurrentDomain.AssemblyResolve += (_, request) => Resolve(request);
            }
        }

        return Assembly.LoadFile(Path.Combine(folder, assembly + ".dll"));
    }

    private static Assembly? Resolve(ResolveEventArgs request)
    {
        string[] folders;
        lock (_folders)
        {
            folders = [.. _folders];
        }

        if (request.RequestingAssembly is not { } requester || !folders.Any(folder => IsIn(folder, requester)))
        {
            return null;
        }

        var wanted = new AssemblyName(request.Name);
        Assembly shell = typeof(DependencyResolver).Assembly;
        if (wanted.Name == shell.GetName().Name)
        {
            return shell;
        }

        if (folders.Select(folder => Path.Combine(folder, wanted.Name + ".dll")).FirstOrDefault(File.Exists) is not { } path)
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
