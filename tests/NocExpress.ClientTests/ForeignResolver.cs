using System;
using System.IO;
using System.Reflection;

namespace NocExpress.ClientTests;

/// <summary>A resolver as other modules register one: it answers for everybody, with whatever version it has.</summary>
internal static class ForeignResolver
{
    public static void Register(string folder) => AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
        Path.Combine(folder, new AssemblyName(request.Name).Name + ".dll") is var path && File.Exists(path) ? Assembly.LoadFrom(path) : null;
}
