using System;
using System.Diagnostics;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace NocExpress.Tests.Support;

/// <summary>Passes the results on, and tells of each class that has ended, and every few seconds of one that takes longer.</summary>
internal sealed class ProgressReport(int testCases, IMessageSink results, IMessageSink console) : LongLivedMarshalByRefObject, IMessageSink
{
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(15);

    private readonly Stopwatch _sinceReport = Stopwatch.StartNew();

    private int _finished;

    public bool OnMessage(IMessageSinkMessage message)
    {
        bool goesOn = results.OnMessage(message);
        switch (message)
        {
            case ITestCaseStarting starting when _sinceReport.Elapsed > _silence:
                Report($"in {NameOf(starting.TestClass)}");
                break;

            case ITestCaseFinished:
                _finished++;
                break;

            case ITestClassFinished { TestsRun: var run, TestsFailed: var failed, TestsSkipped: var skipped } finished:
                Report($"{NameOf(finished.TestClass)}: {run - failed - skipped} passed, {failed} failed, {skipped} skipped");
                break;
        }

        return goesOn;
    }

    private static string NameOf(ITestClass testClass) => testClass.Class.Name.Split('.')[^1];

    private void Report(string what)
    {
        console.OnMessage(new DiagnosticMessage($"{_finished} of {testCases}: {what}"));
        _sinceReport.Restart();
    }
}
