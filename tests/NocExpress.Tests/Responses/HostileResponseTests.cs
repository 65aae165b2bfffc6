using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Responses;

/// <summary>A server that means harm: it can't hold a run up, fill its memory or write to its console.</summary>
public sealed class HostileResponseTests : IDisposable
{
    private const string Create = """
        New-NocTicket -Macnum 1 -ConfigurationId 10 -TypeName T -SubtypeName S -IssueName I -MaintenanceWindow Anytime -AccessHours 8-5 `
            -ContactName 'NOC desk' -ContactEmailAddress noc@example.com -LocalContactName Manager -LocalContactNumber 6125550100 -SkipIssueCheck
        """;

    private const string Token = "abcdef-token";

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("Get-NocSite", 200, "NocTimeout")]
    [InlineData("Get-NocTicket 7", 200, "NocTimeout")]
    [InlineData("Get-NocTicket 7", 503, "NocServiceUnavailable")]
    [InlineData(Create, 200, "NocOutcomeUnknown")]
    [InlineData(Create, 400, "NocRequestRejected")]
    public void A_server_that_drips_is_given_up(string command, int status, string errorId)
    {
        int drops = 0;
        using SocketServer server = new(async socket =>
        {
            await SocketServer.ReadRequestAsync(socket);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nContent-Length: 100000\r\n\r\n"));
            await DripAsync(socket, " ", TimeSpan.FromMilliseconds(200), () => drops++);
        });
        Connect(server.BaseUri, timeout: 1);

        NocException error = _shell.Run(command).ShouldFailWith(errorId);

        Assert.InRange(drops, 2, 50);
        if (status != 200)
        {
            Assert.Equal(status, error.StatusCode);
        }
    }

    [Fact]
    public void A_head_that_drips_is_given_up()
    {
        using SocketServer server = new(async socket =>
        {
            await SocketServer.ReadRequestAsync(socket);
            await socket.SendAsync("HTTP/1.1 200 OK\r\n"u8.ToArray());
            await DripAsync(socket, "X-A: b\r\n", TimeSpan.FromMilliseconds(200), () => { });
        });
        Connect(server.BaseUri, timeout: 1);

        _shell.Run("Get-NocSite").ShouldFailWith("NocTimeout");
    }

    [Fact]
    public void A_list_that_comes_at_a_pace_may_take_longer_than_the_timeout()
    {
        string row = $$"""{"id":1,"name":"{{new string('x', 6000)}}"},""";
        using SocketServer server = new(async socket =>
        {
            await SocketServer.ReadRequestAsync(socket);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {(row.Length * 6) + 4}\r\nConnection: close\r\n\r\n["));
            for (int i = 0; i < 6; i++)
            {
                await Task.Delay(600);
                await socket.SendAsync(Encoding.ASCII.GetBytes(row));
            }

            await socket.SendAsync("{}]"u8.ToArray());
            socket.Dispose();
        });
        Connect(server.BaseUri, timeout: 2);

        Assert.Equal(7, _shell.Run("Get-NocSite").ShouldHaveNoErrors().Output.Count);
    }

    [Fact]
    public void A_large_row_that_comes_in_pieces_comes_out_whole()
    {
        string name = new('x', 300_000);
        byte[] answer = Encoding.UTF8.GetBytes($$"""[{"id":1,"name":"{{name}}"},{"id":2,"name":"B"}]""");
        using SocketServer server = new(async socket =>
        {
            await SocketServer.ReadRequestAsync(socket);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n"));
            foreach (byte[] piece in answer.Chunk(5000))
            {
                await socket.SendAsync(piece);
                await Task.Delay(1);
            }

            socket.Dispose();
        });
        Connect(server.BaseUri, timeout: 10);

        Assert.Equal([name, "B"], _shell.Run("Get-NocSite").ShouldHaveNoErrors().Objects<NocSite>().Select(site => site.Name));
    }

    [Fact]
    public void Headers_without_end_are_given_up()
    {
        string headers = string.Concat(Enumerable.Range(0, 5000).Select(i => $"X-{i}: {new string('x', 20)}\r\n"));
        using StubServer server = Connected(StubServer.Ok("[]"u8.ToArray(), headers));

        _shell.Run("Get-NocSite").ShouldFailWith("NocConnectionFailed");
    }

    [Theory]
    [InlineData("Get-NocSite", 200, "NocUnexpectedResponse", "[", " ")]
    [InlineData("Get-NocSite", 200, "NocUnexpectedResponse", "[", "null,")]
    [InlineData("Get-NocSite", 200, "NocUnexpectedResponse", "{", "\"a\":1,")]
    [InlineData("Get-NocSite", 200, "NocUnexpectedResponse", "[{\"name\":\"", "x")]
    [InlineData("Get-NocTicket 7", 200, "NocUnexpectedResponse", "[", " ")]
    [InlineData("Get-NocIssue", 200, "NocUnexpectedResponse", "[", "[],")]
    [InlineData("Get-NocSite", 400, "NocRequestRejected", "", "<")]
    [InlineData(Create, 200, "NocOutcomeUnknown", "[", " ")]
    public void A_body_that_inflates_to_hundreds_of_megabytes_is_read_as_far_as_the_limit(string command, int status, string errorId, string begin, string repeated)
    {
        using StubServer server = Connected([.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Encoding: gzip\r\n\r\n"), .. Bomb(begin, repeated)]);
        long before = GC.GetTotalAllocatedBytes(precise: true);

        _shell.Run(command).ShouldFailWith(errorId);

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 250_000_000);
    }

    [Theory]
    [InlineData("Get-NocSite", "NocUnexpectedResponse")]
    [InlineData("Get-NocTicket 7", "NocUnexpectedResponse")]
    [InlineData(Create, "NocOutcomeUnknown")]
    public void A_response_that_is_nested_too_deep_is_refused(string command, string errorId)
    {
        using StubServer server = Connected(StubServer.Ok($$"""[{"id":7,"x":{{new string('[', 5000)}}{{new string(']', 5000)}}}]"""));

        _shell.Run(command).ShouldFailWith(errorId);
    }

    [Fact]
    public void What_a_terminal_would_obey_is_in_no_object()
    {
        using StubServer server = Connected(StubServer.Ok("""[{"id":1,"name":"a\u001b[2Jb\u009bc\u202Ed\r\ne\tf\rg","city":"\u0000","x\u0007":{"y":["\u001b]0;t\u0007"]}}]"""));

        NocSite site = Assert.Single(_shell.Run("Get-NocSite").ShouldHaveNoErrors().Objects<NocSite>());

        Assert.Equal("a\uFFFD[2Jb\uFFFDc\uFFFDd\r\ne\tf\uFFFDg", site.Name);
        Assert.Equal("\uFFFD", site.City);
        System.Collections.Generic.IDictionary<string, object?> more =
            Assert.IsType<System.Collections.Generic.Dictionary<string, object?>>(site.AdditionalProperties["x\uFFFD"], exactMatch: false);
        Assert.Equal("\uFFFD]0;t\uFFFD", Assert.Single((object?[])more["y"]!));
    }

    [Fact]
    public void A_number_that_takes_long_to_reckon_is_text()
    {
        string digits = new('7', 5000);
        using StubServer server = Connected(StubServer.Ok($$"""[{"id":1,"x":{{digits}}}]"""));

        NocSite site = Assert.Single(_shell.Run("Get-NocSite").ShouldHaveNoErrors().Objects<NocSite>());

        Assert.Equal(digits, site.AdditionalProperties["x"]);
    }

    [Fact]
    public void The_name_of_a_type_stays_within_its_quotation_marks()
    {
        using StubServer server = Connected(StubServer.Ok("""{"a":1}"""));

        NocException error = _shell.Run("Get-NocIssue -TypeName \"T'.`nWARNING: all is well\" -SubtypeName S").ShouldFailWith("NocUnexpectedResponse");

        Assert.StartsWith("The issues of type 'T’. WARNING: all is well' and", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tickets_without_end_come_out_and_are_warned_of_in_a_line()
    {
        using StubServer server = Connected(StubServer.Ok($"[{string.Concat(Enumerable.Range(1, 1000).Select(id => $$"""{"id":{{id}}},"""))}{{}}]"));

        Shell.Result result = _shell.Run(Create).ShouldHaveNoErrors();

        Assert.Equal(1000, result.Output.Count);
        Assert.Contains("1000 tickets came, and 1 was asked for", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_server_says_of_a_file_is_shown_on_one_line_and_short()
    {
        using StubServer server = Connected(StubServer.Ok(
            $$"""[{"id":7,"attachments":[{"filename":"a\nb.pdf","status":"\u001b[2Jfailed {{Token}}\nWARNING: all is well {{new string('x', 5000)}}"}]}]"""));

        NocException error = _shell.Run(Create).ShouldFailWith("NocAttachmentNotStored");

        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.Contains("'a b.pdf' (the server says: '\uFFFD[2Jfailed *** WARNING: all is well xxx", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 0, 1000);
    }

    [Theory]
    [InlineData("Get-NocSite", "HTTP/1.1 \u001b[2J" + Token + "\r\n\r\n")]
    [InlineData("Get-NocSite", "HTTP/1.1 200 OK\r\n\u001b[2J " + Token + "\r\n\r\n")]
    [InlineData(Create, "HTTP/1.1 \u001b[2J" + Token + "\r\n\r\n")]
    [InlineData("Get-NocTicket 7", "HTTP/1.1 200 OK\r\nContent-Length: 35\r\n\r\nfalsp \\u001b " + Token + " and more of it")]
    [InlineData("Get-NocSite", "HTTP/1.1 302 Found\r\nLocation: //[" + Token + "\r\nX-Request-Id: " + Token + "\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("Get-NocSite", "HTTP/1.1 400 Bad\r\nContent-Length: 33\r\n\r\n{\"\\ud800\":\"\\u001b \",\"x\":\"abcdefg\"}")]
    public void What_is_no_HTTP_response_is_an_error_that_can_be_shown(string command, string answer)
    {
        using StubServer server = Connected(Encoding.Latin1.GetBytes(answer));

        NocException error = Assert.IsType<NocException>(Assert.Single(_shell.Run(command).Errors).Exception);

        for (Exception? one = error; one is not null; one = one.InnerException)
        {
            Assert.DoesNotContain(one.Message, char.IsControl);
            Assert.DoesNotContain("token", one.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("token", error.RequestId ?? "", StringComparison.Ordinal);
    }

    /// <summary>256 MiB in a quarter of one.</summary>
    private static byte[] Bomb(string begin, string repeated)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.ASCII.GetBytes(begin));
            byte[] block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(repeated, 1024 * 1024 / repeated.Length)));
            for (int i = 0; i < 256; i++)
            {
                gzip.Write(block);
            }
        }

        return packed.ToArray();
    }

    private static async Task DripAsync(Socket socket, string drop, TimeSpan pause, Action sent)
    {
        while (true)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(drop));
            sent();
            await Task.Delay(pause);
        }
    }

    private StubServer Connected(byte[] answer)
    {
        StubServer server = new(_ => answer);
        Connect(server.BaseUri, timeout: 20);
        return server;
    }

    private void Connect(Uri server, int timeout)
    {
        _shell.Set("base", server);
        _shell.Set("token", new NetworkCredential("", Token).SecurePassword);
        _shell.Run($"Connect-NocExpress -BaseUri $base -AccessToken $token -MaximumRetryCount 0 -TimeoutSec {timeout}").ShouldHaveNoErrors();
    }
}
