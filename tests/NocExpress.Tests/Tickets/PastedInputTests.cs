using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>What people paste out of file managers, spreadsheets and chats means what it looks like.</summary>
public sealed class PastedInputTests : TicketTest
{
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

        Assert.Equal(Path.GetFullPath(Path.Combine(Folder, named)), Assert.Single(request.Attachments).Path);
    }

    [Theory]
    [InlineData("6125550100.0", "ends in a fraction")]
    [InlineData("6125550100.00", "ends in a fraction")]
    [InlineData("6.1255501E+09", "holds 'E'")]
    [InlineData("\uFF16125550100", "U+FF16")]
    [InlineData("612\u202E5550100", "U+202E")]
    public async Task A_number_that_would_be_another_one_calls_nobody(string number, string said)
    {
        Shell.Set("number", number);

        Assert.Contains(said, Assert.Single(await RefusedAsync(Open("-LocalContactNumber $number"))), StringComparison.Ordinal);
        Assert.Contains(
            said,
            Assert.Single(await RefusedAsync(Open("-AdditionalContact @{ Type = 'Other'; Name = 'Guard'; Number = $number }"))),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("612\u00A0555\u20110100")]
    [InlineData("\u202A(612)\u202F555\uFF0D0100\u202C")]
    public async Task A_number_out_of_a_chat_is_the_number_that_is_seen_there(string number)
    {
        Shell.Set("number", number);

        Open("-LocalContactNumber $number").ShouldHaveNoErrors();

        Assert.Equal("6125550100", Field(await SingleCreateRequestAsync(), "local_contact_number"));
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
