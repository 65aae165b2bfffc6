using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NocExpress.Rules;
using Xunit;

namespace NocExpress.Tests.Units;

/// <summary>A disk that does not tell capitals from small letters, as those of Windows and macOS.</summary>
public sealed class DiskNameTests
{
    private static readonly string _root = Path.GetPathRoot(Path.GetTempPath())!;

    private static readonly string[] _disk = ["Jobs", "Jobs/INC-7.jsonl", "Jobs/Straße.pdf", "Jobs/plan.pdf", "Jobs/Plan.pdf"];

    [Theory]
    [InlineData("Jobs/INC-7.jsonl", "Jobs/INC-7.jsonl")]
    [InlineData("jobs/inc-7.JSONL", "Jobs/INC-7.jsonl")]
    [InlineData("JOBS/straße.PDF", "Jobs/Straße.pdf")]
    [InlineData("JOBS/New.jsonl", "Jobs/New.jsonl")]
    [InlineData("none/inc-7.jsonl", "none/inc-7.jsonl")]
    public void A_file_has_the_name_that_the_disk_has_for_it(string written, string name) => Assert.Equal(Full(name), DiskName.Of(Full(written), Candidates));

    [Theory]
    [InlineData("Jobs/plan.pdf")]
    [InlineData("Jobs/Plan.pdf")]
    [InlineData("Jobs/PLAN.pdf")]
    public void Where_the_disk_tells_capitals_apart_a_file_is_called_as_it_is_written(string written) =>
        Assert.Equal(Full(written), DiskName.Of(Full(written), Candidates));

    private static string Full(string path) => Path.Combine(_root, path.Replace('/', Path.DirectorySeparatorChar));

    private static IEnumerable<string> Candidates(string folder, string name) => _disk.Select(Full)
        .Where(path => Path.GetDirectoryName(path) == folder && Path.GetFileName(path).Equals(name, StringComparison.OrdinalIgnoreCase));
}
