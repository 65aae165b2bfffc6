using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace NocExpress.Picture;

/// <summary>What of the quickstart's output is drawn.</summary>
internal static partial class QuickstartOutput
{
    /// <summary>Stands for the steps that are left out.</summary>
    private const string Gap = "\e[2m⋮\e[0m";

    /// <summary>The numbers of the steps that tell most. The whole output would be two screens high.</summary>
    private const string Drawn = "2367";

    /// <summary>
    /// The lines to draw. The port and the times differ from run to run; the same ones are always drawn, so that a picture changes with the
    /// output alone.
    /// </summary>
    public static IEnumerable<string> Select(string output)
    {
        bool isDrawn = true;
        foreach (string line in Time().Replace(Port().Replace(output, ":5080/"), "2026-01-05 02:10").TrimEnd().Split('\n'))
        {
            bool isEnd = line.StartsWith("Done:", StringComparison.Ordinal);
            if (isEnd || Step().IsMatch(line))
            {
                bool wasDrawn = isDrawn;
                isDrawn = isEnd || Drawn.Contains(line[0], StringComparison.Ordinal);
                if (isDrawn && !wasDrawn)
                {
                    yield return Gap;
                    yield return "";
                }
            }

            if (isDrawn)
            {
                yield return line.TrimEnd('\r');
            }
        }
    }

    [GeneratedRegex(@"^\d\. ")]
    private static partial Regex Step();

    [GeneratedRegex(@"(?<=127\.0\.0\.1):\d+/")]
    private static partial Regex Port();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d")]
    private static partial Regex Time();
}
