using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>What people paste out of spreadsheets, chat programs and file managers means what it looks like, or is refused.</summary>
public sealed class PastedInputTests : TicketTest
{
    [Theory]
    [InlineData("6125550100", 6125550100)]
    [InlineData("612.555.0100", 6125550100)]
    [InlineData("612.5550100", 6125550100)]
    [InlineData("+33.1.23.45.67.89", 33123456789)]
    [InlineData("+1.6125550100", 16125550100)]
    [InlineData("(612)\u00A0555\u20110100", 6125550100)]
    [InlineData("\u202A+1 612 555 0100\u202C", 16125550100)]
    [InlineData("612\u202F555\u20090100", 6125550100)]
    [InlineData("612\u2013555\u22120100", 6125550100)]
    [InlineData("\u200E\uFF0B1\uFF08612\uFF09555\uFF0D0100", 16125550100)]
    public void A_phone_number_is_read_whatever_stands_between_its_groups(string written, long number)
    {
        Shell.Set("number", written);

        Assert.Equal(number, Assert.Single(Run("New-NocContact -Type Other -Name Ann -Number $number").ShouldHaveNoErrors().Objects<NocContact>()).Number);
    }

    [Theory]
    [InlineData("6125550100.0", "ends in a fraction")]
    [InlineData("6125550100.00", "ends in a fraction")]
    [InlineData("6125550100.5", "ends in a fraction")]
    [InlineData("612.555.0100.0", "ends in a fraction")]
    [InlineData("6125550100.", "holds '.'")]
    [InlineData("6125550100 .0", "holds '.'")]
    [InlineData("6,125,550,100", "holds ','")]
    [InlineData("6.12555E+09", "holds 'E'")]
    [InlineData("\uFF16\uFF11\uFF12 555 0100", "U+FF16")]
    [InlineData("612\u202E555\u202C0100", "U+202E")]
    [InlineData("612 555 0100\u0661", "U+0661")]
    [InlineData("612+5550100", "holds '+'")]
    public void A_phone_number_with_what_is_no_part_of_it_is_refused(string written, string said)
    {
        Shell.Set("number", written);

        Shell.Result result = Run("New-NocContact -Type Other -Name Ann -Number $number");

        Assert.Contains(said, result.ShouldFailWith("NocValidationFailed").Message, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("plan[1].pdf", "plan1.pdf")]
    [InlineData("[Sites]/a.pdf", "S/a.pdf")]
    public async Task A_name_that_exists_as_it_is_written_is_that_file(string named, string decoy)
    {
        foreach (string file in new[] { named, decoy })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, file))!);
            await File.WriteAllTextAsync(Path.Combine(Folder, file), file);
        }

        Shell.Set("path", Path.Combine(Folder, named));
        NocTicketRequest request = Assert.Single(Open("-Attachment $path -Preview").ShouldHaveNoErrors().Objects<NocTicketRequest>());

        Assert.Equal(Path.Combine(Folder, named), Assert.Single(request.Attachments).Path);
    }

    [Fact]
    public void A_folder_that_exists_as_it_is_written_is_that_folder_before_a_pattern_too()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "[Sites]"));
        Directory.CreateDirectory(Path.Combine(Folder, "S"));
        WriteFile("[Sites]/a.pdf");
        WriteFile("S/b.pdf");
        Shell.Set("path", Path.Combine(Folder, "[Sites]", "*.pdf"));

        NocTicketRequest request = Assert.Single(Open("-Attachment $path -Preview").ShouldHaveNoErrors().Objects<NocTicketRequest>());

        Assert.Equal(["a.pdf"], request.Attachments.Select(file => file.Name));
    }
}
