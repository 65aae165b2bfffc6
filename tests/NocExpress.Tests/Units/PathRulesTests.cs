using NocExpress.Rules;
using Xunit;

namespace NocExpress.Tests.Units;

/// <summary>The rules of Windows and those of other systems, each asked for on any system.</summary>
public sealed class PathRulesTests
{
    [Theory]
    [InlineData(@"C:\jobs\INC-7.jsonl")]
    [InlineData("c:/jobs/INC-7.jsonl")]
    [InlineData(@"\\server\share\INC-7.jsonl")]
    [InlineData(@"C:\jobs\console.log")]
    [InlineData(@"C:\jobs\COM10.txt")]
    [InlineData(@"C:\Büro 東京\a'b [1].xlsx")]
    public void On_Windows_a_full_path_of_a_file_is_taken(string path) => Assert.Null(PathRules.Problem(path, isWindows: true));

    [Theory]
    [InlineData("INC-7.jsonl")]
    [InlineData(@"jobs\INC-7.jsonl")]
    [InlineData("C:INC-7.jsonl")]
    [InlineData("C:")]
    [InlineData(@"\INC-7.jsonl")]
    [InlineData("/INC-7.jsonl")]
    [InlineData("")]
    public void On_Windows_a_path_that_leads_elsewhere_from_another_folder_or_drive_is_refused(string path)
    {
        Assert.False(PathRules.IsFull(path, isWindows: true));
        Assert.Contains("is not a full path", PathRules.Problem(path, isWindows: true), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"C:\jobs\INC-7.jsonl:s", "stream")]
    [InlineData(@"C:\jobs\INC-7.jsonl::$DATA", "stream")]
    [InlineData(@"C:\jobs:s\INC-7.jsonl", "stream")]
    [InlineData(@"\\?\C:\jobs\INC-7.jsonl", "another name of a file")]
    [InlineData("//?/C:/jobs/INC-7.jsonl", "another name of a file")]
    [InlineData(@"\??\C:\jobs\INC-7.jsonl", "another name of a file")]
    [InlineData(@"\\.\pipe\noc", "device")]
    [InlineData(@"C:\jobs\NUL", "('NUL')")]
    [InlineData(@"C:\jobs\con.txt", "('con.txt')")]
    [InlineData(@"C:\aux \INC-7.jsonl", "('aux ')")]
    [InlineData(@"C:\jobs\COM1.jsonl", "('COM1.jsonl')")]
    [InlineData(@"C:\jobs\LPT³", "('LPT³')")]
    [InlineData("C:\\jobs\\a\"b.jsonl", "(\")")]
    [InlineData(@"C:\jobs\a|b.jsonl", "(|)")]
    [InlineData(@"C:\jobs\a*.jsonl", "(*)")]
    [InlineData("C:\\jobs\\a\nb.jsonl", "(U+000A)")]
    public void On_Windows_what_is_no_file_or_has_another_name_is_refused(string path, string reason) =>
        Assert.Contains(reason, PathRules.Problem(path, isWindows: true), System.StringComparison.Ordinal);

    [Theory]
    [InlineData("/jobs/INC-7.jsonl:s")]
    [InlineData("/jobs/a\"b|c*.jsonl")]
    [InlineData("/jobs/NUL")]
    [InlineData(@"/jobs/a\b.jsonl")]
    public void Elsewhere_the_rules_of_Windows_do_not_hold(string path) => Assert.Null(PathRules.Problem(path, isWindows: false));

    [Theory]
    [InlineData("INC-7.jsonl", "not a full path")]
    [InlineData(@"C:\INC-7.jsonl", "not a full path")]
    [InlineData("/jobs/a\0b", "U+0000")]
    public void Elsewhere_a_path_that_is_not_full_or_no_path_is_refused(string path, string reason) =>
        Assert.Contains(reason, PathRules.Problem(path, isWindows: false), System.StringComparison.Ordinal);
}
