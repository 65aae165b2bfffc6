using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace NocExpress.PackageTests;

/// <summary>A file of the Pester suite. It runs as one, and each Pester test in it is reported by its own name.</summary>
public sealed class PesterTestCase : XunitTestCase
{
    [Obsolete("For the deserializer.")]
    public PesterTestCase()
    {
    }

    public PesterTestCase(IMessageSink diagnostics, ITestMethod testMethod, object[] arguments)
        : base(diagnostics, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, testMethod, arguments)
    {
    }

    public override async Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource)
    {
        RunSummary summary = new();
        messageBus.QueueMessage(new TestCaseStarting(this));
        foreach (PesterResult result in await ResultsAsync())
        {
            XunitTest test = new(this, $"{TestMethod.TestClass.Class.Name}: {TestMethodArguments[0]}: {result.Name}");
            summary.Aggregate(Report(messageBus, test, result));
        }

        messageBus.QueueMessage(new TestCaseFinished(this, summary.Time, summary.Total, summary.Failed, summary.Skipped));
        return summary;
    }

    private static RunSummary Report(IMessageBus messageBus, XunitTest test, PesterResult result)
    {
        IMessageSinkMessage ending = result.Result switch
        {
            "Passed" => new TestPassed(test, result.Seconds, output: ""),
            "Skipped" => new TestSkipped(test, result.Message),
            _ => new TestFailed(test, result.Seconds, output: "", [result.Result], [result.Message], [""], exceptionParentIndices: [-1]),
        };
        messageBus.QueueMessage(new TestStarting(test));
        messageBus.QueueMessage(ending);
        messageBus.QueueMessage(new TestFinished(test, result.Seconds, output: ""));
        return new RunSummary { Total = 1, Failed = ending is TestFailed ? 1 : 0, Skipped = ending is TestSkipped ? 1 : 0, Time = result.Seconds };
    }

    /// <summary>What the method returns, or as a failure what keeps it from returning.</summary>
    private async Task<IReadOnlyList<PesterResult>> ResultsAsync()
    {
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            return await (Task<IReadOnlyList<PesterResult>>)TestMethod.Method.ToRuntimeMethod().Invoke(null, TestMethodArguments)!;
        }
        catch (Exception exception)
        {
            return [new PesterResult("was not run to its end", "Failed", (decimal)watch.Elapsed.TotalSeconds, exception.ToString())];
        }
    }
}
