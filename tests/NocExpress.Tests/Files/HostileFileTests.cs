using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using NocExpress.Client.Files;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Files;

/// <summary>What lies in the place of a file: it is refused before anything is sent, and nothing but the file itself is ever opened.</summary>
public sealed class HostileFileTests : TicketTest
{
    private const string Secret = "the key to everything";

    [UnixFact]
    public async Task A_link_is_refused_and_the_error_says_where_it_leads()
    {
        string link = Link("floor-plan.pdf", WriteText("id_rsa", Secret));

        string message = Assert.Single(await RefusedAsync(Open($"-Attachment '{link}'")));

        Assert.Contains($"it is a link to '{Path.Combine(Folder, "id_rsa")}'", message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_link_that_leads_nowhere_or_to_a_device_is_refused_as_a_link()
    {
        Shell.Set("paths", new[] { Link("gone.pdf", Path.Combine(Folder, "nothing")), Link("zero.pdf", "/dev/zero") });

        Assert.All(await RefusedAsync(Open("-LiteralAttachment $paths")), message => Assert.Contains("it is a link to", message, StringComparison.Ordinal));
    }

    [UnixFact]
    public async Task A_link_in_a_form_is_refused()
    {
        Shell.Set("file", new FileInfo(Link("photo.bin", WriteText("id_rsa", Secret))));

        NocException error = Run("Invoke-NocRequest api/v1/noc/notes -Method POST -Form @{ file = $file }").ShouldFailWith("NocValidationFailed");

        Assert.Contains("it is a link to", error.Message, StringComparison.Ordinal);
        Assert.Empty(await RequestsAsync());
    }

    [UnixFact]
    public async Task A_file_below_a_folder_that_is_a_link_is_sent()
    {
        WriteFile("plan.pdf");
        Directory.CreateSymbolicLink(Path.Combine(Folder, "linked"), Folder);

        Open($"-Attachment '{Folder}/linked/plan.pdf'").ShouldHaveNoErrors();

        Assert.Single((await SingleCreateRequestAsync())["files"]!.AsArray());
    }

    [UnixFact]
    public async Task A_pipe_is_refused_and_nobody_waits_for_it()
    {
        Assert.Contains("is empty", Assert.Single(await RefusedAsync(Open($"-Attachment '{await PipeAsync("x.pdf")}'"))), StringComparison.Ordinal);
    }

    [DeviceFact]
    public async Task A_device_is_refused() =>
        Assert.Contains("is empty", Assert.Single(await RefusedAsync(Open($"-Attachment '{DeviceNode.Make(Path.Combine(Folder, "x.pdf"))}'"))), StringComparison.Ordinal);

    [DeviceFact]
    public void A_device_that_took_the_place_of_a_file_is_not_opened()
    {
        string device = DeviceNode.Make(Path.Combine(Folder, "x.pdf"));

        IOException error = Assert.Throws<IOException>(() => RegularFile.OpenLinkless(device, FileAccess.Read, FileShare.Read));

        Assert.Contains("a pipe or a device", error.Message, StringComparison.Ordinal);
    }

    /// <summary>It was a file when it was looked at.</summary>
    [UnixFact]
    public async Task A_pipe_or_a_link_that_took_the_place_of_a_file_is_not_opened()
    {
        string pipe = await PipeAsync("x.pdf");
        string link = Link("y.pdf", WriteText("id_rsa", Secret));

        IOException error = Assert.Throws<IOException>(() => RegularFile.Open(pipe, FileAccess.Read, FileShare.Read));
        Assert.Throws<IOException>(() => UnixFile.Open(link, FileAccess.Read, FileShare.Read, 1));

        Assert.Contains("a pipe or a device", error.Message, StringComparison.Ordinal);
    }

    [WindowsFact]
    public async Task A_stream_within_a_file_of_Windows_is_refused()
    {
        string path = WriteFile("x.pdf") + ":secret.pdf";
        File.WriteAllText(path, Secret);

        Assert.Contains("stream", Assert.Single(await RefusedAsync(Open($"-LiteralAttachment '{path}'"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_happens_to_name_a_file_is_a_text()
    {
        string path = WriteText("notes.csv", Secret);
        Shell.Set("path", path);

        Run($"{Row()} | New-NocTicket @common -InitialDescription $path -CustomerTicketNumber $path -AdditionalContact @{{ Type = 'Other'; Name = $path; Number = '6125550101' }}").ShouldHaveNoErrors();

        Assert.Empty((await SingleCreateRequestAsync())["files"]!.AsArray());
        Assert.Equal(path, Field(await SingleCreateRequestAsync(), "initial_description"));
        Assert.DoesNotContain(Secret, (await SingleCreateRequestAsync()).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_of_another_kind_than_the_name_says_is_warned_of_once_and_sent()
    {
        string path = WriteText("a.pdf", "\u0089PNG\r\n\u001a\n", Encoding.Latin1);

        string warning = Assert.Single(Run($"{Row()}, {Row(1)} | New-NocTicket @common -Attachment '{path}'").ShouldHaveNoErrors().Warnings);

        Assert.Contains($"'{path}'", warning, StringComparison.Ordinal);
        Assert.Contains("a PNG image", warning, StringComparison.Ordinal);
        Assert.Equal(2, (await CreateRequestsAsync()).Count);
    }

    [Fact]
    public void Content_that_goes_with_the_name_is_not_warned_of() =>
        Assert.Empty(Open($"-Attachment '{WriteText("a.pdf", "%PDF-1.4")}'").ShouldHaveNoErrors().Warnings);

    [Theory]
    [InlineData("-WhatIf")]
    [InlineData("-Preview")]
    public async Task Content_of_another_kind_than_the_name_says_is_warned_of_where_nothing_is_sent(string parameter)
    {
        Assert.Single(Open($"-Attachment '{WriteText("a.pdf", "PK\u0003\u0004")}' {parameter}").ShouldHaveNoErrors().Warnings);
        await NothingWasSentAsync();
    }

    private string WriteText(string name, string content, Encoding? encoding = null)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, (encoding ?? Encoding.UTF8).GetBytes(content));
        return path;
    }

    private string Link(string name, string target) => File.CreateSymbolicLink(Path.Combine(Folder, name), target).FullName;

    private Task<string> PipeAsync(string name) => NamedPipe.MakeAsync(Path.Combine(Folder, name));
}
