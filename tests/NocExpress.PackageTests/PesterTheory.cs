using System;
using System.Collections.Generic;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace NocExpress.PackageTests;

/// <summary>A theory that returns Pester's results, each of which becomes a test's.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("NocExpress.PackageTests.PesterTheoryDiscoverer", "NocExpress.PackageTests")]
public sealed class PesterTheoryAttribute : TheoryAttribute;

public sealed class PesterTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute, object[] dataRow) =>
        [new PesterTestCase(DiagnosticMessageSink, testMethod, dataRow)];
}
