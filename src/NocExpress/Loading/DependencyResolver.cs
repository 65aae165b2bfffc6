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
                AskFirst((_, request) => Resolve(request));
            }
        }

        return Assembly.LoadFile(Path.Combine(folder, assembly + ".dll"));
    }

    /// <remarks>
    /// Resolvers are asked in the order in which they came, and the first answer counts: that of another module which answers for everybody,
    /// with whatever version it has, would come to light as a missing method somewhere. Only the field of the event lets one come first; it
    /// is _AssemblyResolve in .NET Framework, and AssemblyResolve in Mono.
    /// </remarks>
    private static void AskFirst(ResolveEventHandler resolver)
    {
        const BindingFlags hidden = BindingFlags.NonPublic | BindingFlags.Instance;
        AppDomain domain = AppDomain.CurrentDomain;
        FieldInfo? field = typeof(AppDomain).GetField("_AssemblyResolve", hidden) ?? typeof(AppDomain).GetField(nameof(AppDomain.AssemblyResolve), hidden);

        // As the event does it.
        lock (domain)
        {
            if (field?.GetValue(domain) is ResolveEventHandler others)
            {
                field.SetValue(domain, resolver + others);
            }
            else
            {
                domain.AssemblyResolve += resolver;
            }
        }
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
