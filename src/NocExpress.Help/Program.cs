using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Xml.Linq;

namespace NocExpress.Help;

/// <summary>Writes the help of a module's cmdlets as MAML. What is not documented is an error of the build.</summary>
internal static class Program
{
    /// <param name="args">The assembly with the cmdlets, whose documentation file lies beside it, and the file to write.</param>
    private static int Main(string[] args)
    {
        string assemblyPath = Path.GetFullPath(args[0]);
        string helpPath = Path.GetFullPath(args[1]);

        Assembly assembly = Assembly.LoadFrom(assemblyPath);
        List<string> gaps = [];
        Documentation documentation = new(XDocument.Load(Path.ChangeExtension(assemblyPath, ".xml")), assembly, gaps);
        CmdletHelp[] cmdlets = [.. CmdletHelp.AllOf(assembly, documentation)];
        foreach (string gap in gaps)
        {
            // The form in which the build recognizes an error.
            Console.WriteLine($"NocExpress.Help : error HELP0001: {gap}");
        }

        if (gaps.Count > 0)
        {
            return 1;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(helpPath)!);
        Maml.Document(cmdlets).Save(helpPath);
        return 0;
    }
}
