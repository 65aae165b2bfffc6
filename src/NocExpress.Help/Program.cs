using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Xml.Linq;

namespace NocExpress.Help;

/// <summary>
/// Writes the help of a module's cmdlets as MAML, and as pages to read on the web. What is not documented is an error of the build.
/// </summary>
internal static class Program
{
    /// <param name="args">
    /// The assembly with the cmdlets, whose documentation file lies beside it; the file of MAML to write; and the folder of the pages, if they
    /// are wanted.
    /// </param>
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
            // MSBuild's canonical error format, which the Exec task turns into a build error.
            Console.WriteLine($"NocExpress.Help : error HELP0001: {gap}");
        }

        if (gaps.Count > 0)
        {
            return 1;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(helpPath)!);
        Maml.Document(cmdlets).Save(helpPath);
        if (args.Length > 2)
        {
            MarkdownPages.Write(cmdlets, Directory.CreateDirectory(args[2]).FullName);
        }

        return 0;
    }
}
