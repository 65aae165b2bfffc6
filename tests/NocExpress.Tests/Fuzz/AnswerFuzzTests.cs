using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;
using NocExpress.Models;
using Xunit;
using Xunit.Abstractions;

namespace NocExpress.Tests.Fuzz;

/// <summary>Damaged answers and files, through every reader: a result or an error of ours comes of each, in bounded memory and time.</summary>
[Trait("Category", "Fuzz")]
public sealed class AnswerFuzzTests(ITestOutputHelper output)
{
    /// <summary>Far more than the reading of an answer of these lengths takes.</summary>
    private const long MostAllocated = 16 * 1024 * 1024;

    /// <summary>What may be left, after all, of what was allocated.</summary>
    private const long MostKept = 16 * 1024 * 1024;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(20);

    [Fact]
    public async Task Whatever_is_read_gives_a_result_or_an_error_of_the_module_in_bounded_memory()
    {
        using Readers readers = new();
        int seed = FuzzSettings.FirstSeed;
        long most = 0;
        int results = 0;
        int typed = 0;
        Stopwatch watch = Stopwatch.StartNew();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Task reading = Task.Run(() =>
        {
            for (int left = FuzzSettings.Answers; left > 0; left--, seed++)
            {
                long allocated = GC.GetAllocatedBytesForCurrentThread();
                if (Read(readers, seed))
                {
                    results++;
                }
                else
                {
                    typed++;
                }

                most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - allocated);
                Assert.True(most <= MostAllocated, $"Seed {seed} took {most} bytes.");
            }
        });
        Assert.True(await Task.WhenAny(reading, Task.Delay(_patience)) == reading, $"The answer of seed {seed} is still being read.");
        await reading;
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        using Process process = Process.GetCurrentProcess();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{results + typed} answers through {readers.All.Count} readers in {watch.Elapsed.TotalSeconds:0.0} s: {results} results, {typed} errors of the module. At most {most / 1024} KiB allocated for one, {kept / 1024} KiB kept of all; peak working set {process.PeakWorkingSet64 / 1024 / 1024} MiB."));
        Assert.True(kept <= MostKept, $"{kept} bytes are kept.");
    }

    /// <returns>Whether it gave a result.</returns>
    private static bool Read(Readers readers, int seed)
    {
        Random random = new(seed);
        Mutator mutator = new(random);
        Reader reader = readers.All[random.Next(readers.All.Count)];
        Reader other = readers.All[random.Next(readers.All.Count)];
        byte[] bytes = mutator.Mutate(reader.Honest, reader.IsFile ? reader.Honest : other.Honest);
        ReadResult result = new();
        bool isGood = true;
        try
        {
            Task reading = reader.ReadAsync(bytes, result, mutator);
            reading.GetAwaiter().GetResult();
        }
        catch (NocException error)
        {
            isGood = false;
            result.Fail(error);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"Seed {seed} ({reader.Name}): {error.GetType().Name} is no error of the module.", error);
        }

        Assert.True(result.Problem() is null, $"Seed {seed} ({reader.Name}): {result.Problem()}");
        return isGood;
    }
}
