using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests;

/// <summary>
/// The README's PowerShell is well formed, and calls cmdlets and parameters that exist, whatever path a run of it takes. The Pester suite runs
/// every command of it.
/// </summary>
public sealed class ReadmeTests : SandboxTest
{
    protected override bool Connects => false;

    public static TheoryData<string> Blocks => new(Regex
        .Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md")), "^```powershell\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)
        .Select(block => block.Groups[1].Value));

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Its_commands_exist_with_their_parameters(string block) => ScriptCheck.CallsWhatExists(Shell, block);
}
