using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace NocExpress.Picture;

/// <summary>Runs the quickstart and draws what it prints as an SVG.</summary>
internal static class Program
{
    private const string Command = "dotnet run --project src/NocExpress.Quickstart";

    /// <param name="args">The file to write.</param>
    private static int Main(string[] args)
    {
        (int exitCode, string output) = RunQuickstart();
        if (exitCode != 0)
        {
            Console.Error.WriteLine(output);
            return exitCode;
        }

        XDocument picture = TerminalPicture.Draw(Command, QuickstartOutput.Select(output).Select(AnsiLine.Parse));
        File.WriteAllText(args[0], picture.ToString().ReplaceLineEndings("\n") + "\n");
        return 0;
    }

    private static (int ExitCode, string Output) RunQuickstart()
    {
        AssemblyMetadataAttribute program = Assembly.GetExecutingAssembly()
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "Quickstart");
        ProcessStartInfo start = new("dotnet", [program.Value!]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
        start.Environment["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "1";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
