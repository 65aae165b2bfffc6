using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.PackageTests;

/// <summary>The Pester suite. Each of its files is a test case, and each Pester test in a file a test with a result of its own.</summary>
public abstract class PesterTests
{
    public static TheoryData<string> Files => new(Directory
        .GetFiles(Path.Combine(Repository.Root, "tests", "Pester"), "*.Tests.ps1")
        .Select(file => Path.GetFileName(file))
        .Order());
}

public sealed class Pester5Tests : PesterTests
{
    [PesterTheory]
    [MemberData(nameof(Files))]
    public static Task<IReadOnlyList<PesterResult>> Passes_under_Pester_5(string file) => PesterRun.OfAsync("Pester5", file);
}

public sealed class Pester6Tests : PesterTests
{
    [PesterTheory]
    [MemberData(nameof(Files))]
    public static Task<IReadOnlyList<PesterResult>> Passes_under_Pester_6(string file) => PesterRun.OfAsync("Pester6", file);
}
