using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>What people paste out of file managers means what it looks like.</summary>
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
