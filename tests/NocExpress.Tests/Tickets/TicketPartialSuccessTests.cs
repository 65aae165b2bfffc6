using System;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>An answer of success can hide a site without a ticket: what is there comes out, and what is not is named.</summary>
public sealed class TicketPartialSuccessTests : TicketTest
{
    [Fact]
    public async Task Too_few_tickets_come_out_and_the_rest_is_unknown()
    {
        await SetBehaviourAsync(new { missingTickets = 1 });

        Shell.Result result = Run("""
            Get-NocConfiguration -Macnum '02145678', '39639469', '77133260' -Service Broadband | New-NocTicket @common -MultiSite Outage
            """);

        NocException error = result.ShouldFailWith("NocOutcomeUnknown");
        Assert.Contains("2 tickets, and 3 were asked for", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("It is not known whether a ticket exists for", error.Message, StringComparison.Ordinal);
        Assert.Equal("77133260", Assert.Single(error.Sites).Macnum);
        Assert.NotNull(error.SentAt);
        Assert.Equal(2, result.Objects<NocTicket>().Count);
        await SingleCreateRequestAsync();
    }

    [Theory]
    [InlineData("""[{"id":1,"macnum":"39639469"}]""", "02145678")]
    [InlineData("""[{"id":1,"configurations":[{"id":4200032}]}]""", "02145678")]
    [InlineData("""[{"id":1,"site_name":"second"}]""", "02145678")]
    [InlineData("""[{"id":1}]""", "02145678 39639469")]
    [InlineData("""[]""", "02145678 39639469")]
    [InlineData("""[{"id":1,"macnum":"39639469"},{"id":2,"macnum":"39639469"}]""", "02145678")]
    public void Each_site_without_a_ticket_is_named_by_whatever_tells_the_tickets_apart(string answer, string without)
    {
        const string configurations = """
            [{"id":4200000,"macnum":"02145678","site_name":"First"},{"id":4200032,"macnum":"39639469","site_name":"Second"}]
            """;
        using StubServer server = new(request => StubServer.Ok(request.StartsWith("GET", StringComparison.Ordinal) ? configurations : answer));
        ConnectTo(server.BaseUri);

        Shell.Result result = Run("Get-NocConfiguration -Macnum '02145678', '39639469' | New-NocTicket @common -MultiSite Outage -SkipIssueCheck");

        NocException error = result.ShouldFailWith("NocOutcomeUnknown");
        Assert.Equal(without.Split(' '), error.Sites.Select(site => site.Macnum));
        Assert.Equal(answer == """[{"id":1}]""", error.Message.Contains("cannot be matched to these sites", StringComparison.Ordinal));
        Assert.All(error.Sites, site => Assert.Contains(site.Macnum, error.Message, StringComparison.Ordinal));
        Assert.Single(server.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    /// <summary>Each sends a technician.</summary>
    [Theory]
    [InlineData("""[{"id":1,"macnum":"02145678"},{"id":2,"macnum":"02145678"}]""", true)]
    [InlineData("""[{"id":1,"macnum":"02145678"}]""", false)]
    public void More_tickets_than_sites_are_warned_of_and_come_out(string answer, bool warned)
    {
        using StubServer server = new(_ => StubServer.Ok(answer));
        ConnectTo(server.BaseUri);

        Shell.Result result = Open("-SkipIssueCheck").ShouldHaveNoErrors();

        Assert.Equal(warned, result.Warnings.Any(warning => warning.Contains("2 tickets came", StringComparison.Ordinal)));
        Assert.Equal(warned ? 2 : 1, result.Objects<NocTicket>().Count);
    }

    [Fact]
    public void Of_an_answer_with_a_row_that_is_no_ticket_the_others_come_out()
    {
        using StubServer server = new(_ => StubServer.Ok("""[{"id":1001},{"id":null},null,{"id":1003.0}]"""));
        ConnectTo(server.BaseUri);

        Shell.Result result = Run($"""
            Connect-NocExpress -BaseUri $server -TokenUri $token -Credential $credential
            {Row()} | New-NocTicket @common -SkipIssueCheck
            """).ShouldHaveNoErrors();

        Assert.Equal([1001, 1003], result.Objects<NocTicket>().Select(ticket => ticket.Id));
        Assert.Contains("2 tickets came, and 1 was asked for", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_is_read_of_a_refusal_than_a_message_can_be_long()
    {
        long sent = 0;
        using SocketServer server = new(async socket =>
        {
            await SocketServer.ReadAsync(socket);
            await socket.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
            byte[] part = new byte[64 * 1024];
            Array.Fill(part, (byte)'x');
            while (sent < 200_000_000)
            {
                sent += await socket.SendAsync(part);
            }

            socket.Dispose();
        });
        ConnectTo(server.BaseUri);

        Open("-SkipIssueCheck").ShouldFailWith("NocRequestRejected");

        Assert.InRange(sent, 1, 50_000_000);
    }
}
