using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace NocExpress.Benchmarks;

/// <summary>
/// Usage: NocExpress.Benchmarks [--runs N] [requests] [sites] [uploads] [creates] [journal] [startup]. All of them unless some are named.
/// </summary>
internal static class Program
{
    private const int DefaultRuns = 5;

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is [Floor.Command, .. var loop])
        {
            await Floor.RunAsync(loop);
            return 0;
        }

        int at = Array.IndexOf(arguments, "--runs");
        int runs = at >= 0 ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : DefaultRuns;
        string[] names = [.. arguments.Where((_, i) => at < 0 || (i != at && i != at + 1))];
        IReadOnlyDictionary<string, Func<Task>> all = new Scenarios(runs).All;
        if (names.FirstOrDefault(name => !all.ContainsKey(name)) is { } unknown)
        {
            Console.WriteLine($"There is no benchmark '{unknown}'. There are: {string.Join(", ", all.Keys)}.");
            return 1;
        }

        await PowerShellProcess.RestoreAsync();
        foreach (string name in names.Length > 0 ? names : [.. all.Keys])
        {
            await all[name]();
        }

        return 0;
    }
}
