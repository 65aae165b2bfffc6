using System;
using System.Linq;
using System.Threading.Tasks;

namespace NocExpress.ClientTests;

/// <summary>Runs tests one after another, and tells of each.</summary>
internal static class TestRun
{
    /// <summary>Longer than any takes on a busy machine: it only ends what hangs.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private static readonly bool _isMono = Type.GetType("Mono.Runtime") is not null;

    public static async Task<int> RunAsync(string filter)
    {
        ClientTest[] tests = [.. ClientTest.All.Where(test => test.Name.IndexOf(filter, StringComparison.Ordinal) >= 0)];
        int failed = 0;
        int skipped = 0;
        foreach (ClientTest test in tests)
        {
            string? problem = null;
            if (_isMono && test.MonoLacks is { } lack)
            {
                skipped++;
                Console.WriteLine($"skipped  {test.Name}: {lack}");
                continue;
            }

            try
            {
                await Server.ResetAsync();
                Task run = Task.Run(test.RunAsync);
                problem = await Task.WhenAny(run, Task.Delay(_patience)) == run ? null : $"it is not over after {_patience.TotalMinutes} minutes";
                if (problem is null)
                {
                    await run;
                }
            }
            catch (Exception error)
            {
                problem = error.ToString();
            }

            failed += problem is null ? 0 : 1;
            Console.WriteLine(problem is null ? $"passed   {test.Name}" : $"FAILED   {test.Name}: {problem}");
        }

        Console.WriteLine($"{tests.Length - failed - skipped} passed, {failed} failed, {skipped} skipped, on {(_isMono ? "Mono" : ".NET Framework")} {Environment.Version}.");
        return failed == 0 && tests.Length > 0 ? 0 : 1;
    }
}
