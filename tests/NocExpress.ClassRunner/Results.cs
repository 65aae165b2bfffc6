using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit.Abstractions;

namespace NocExpress.ClassRunner;

/// <summary>Writes a line for each test.</summary>
internal sealed class Results : IMessageSink, IDisposable
{
    private readonly AutoResetEvent _found = new(false);
    private readonly ManualResetEventSlim _ended = new();
    private readonly Lock _gate = new();
    private readonly List<ITestCase> _cases = [];

    public int Failed { get; private set; }

    /// <summary>The tests that were found, without those that a line names, which are told as skipped.</summary>
    public IEnumerable<ITestCase> Without(IEnumerable<string> lines)
    {
        string[][] skips = [.. lines.Where(static line => line.Contains('|')).Select(static line => line.Split('|', 2, StringSplitOptions.TrimEntries))];
        foreach (ITestCase test in _cases)
        {
            if (skips.FirstOrDefault(skip => test.DisplayName.StartsWith("NocExpress.Tests." + skip[0], StringComparison.Ordinal)) is not { } found)
            {
                yield return test;
            }
            else
            {
                Console.WriteLine($"skipped {test.DisplayName}: {found[1]}");
            }
        }
    }

    public void WaitForCases() => _found.WaitOne();

    public void WaitForEnd() => _ended.Wait();

    public bool OnMessage(IMessageSinkMessage message)
    {
        lock (_gate)
        {
            switch (message)
            {
                case ITestCaseDiscoveryMessage found:
                    _cases.Add(found.TestCase);
                    break;
                case IDiscoveryCompleteMessage:
                    _found.Set();
                    break;
                case ITestPassed passed:
                    Console.WriteLine($"passed {passed.Test.DisplayName}");
                    break;
                case ITestFailed failed when failed.Messages[0].Contains("start process 'dotnet'", StringComparison.Ordinal):
                    Console.WriteLine($"skipped {failed.Test.DisplayName}: It starts a process by dotnet, which is not here.");
                    break;
                case ITestFailed failed:
                    Failed++;
                    string problem = string.Join(" <- ", failed.ExceptionTypes.Zip(failed.Messages, static (type, text) => $"{type}: {text}"));
                    Console.WriteLine($"FAILED {failed.Test.DisplayName}: {problem.ReplaceLineEndings(" ")}");
                    break;
                case ITestSkipped skipped:
                    Console.WriteLine($"skipped {skipped.Test.DisplayName}: {skipped.Reason}");
                    break;
                case ITestAssemblyFinished:
                    _ended.Set();
                    break;
            }
        }

        return true;
    }

    public void Dispose()
    {
        _found.Dispose();
        _ended.Dispose();
    }
}
