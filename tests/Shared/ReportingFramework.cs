using System.Collections.Generic;
using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace NocExpress.Tests.Support;

/// <summary>xunit as it is, which tells on the console how far it is: of itself it says nothing before its end.</summary>
public sealed class ReportingFramework(IMessageSink diagnostics) : XunitTestFramework(diagnostics)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assemblyName, ISourceInformationProvider sources, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(assemblyName, sources, diagnostics)
    {
        protected override void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink results, ITestFrameworkExecutionOptions options)
        {
            IXunitTestCase[] all = [.. testCases];
            base.RunTestCases(all, new ProgressReport(all.Length, results, DiagnosticMessageSink), options);
        }
    }
}
