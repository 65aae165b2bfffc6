using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Api;
using NocExpress.Client.Http;
using NocExpress.Client.Pacing;
using NocExpress.Client.Secrecy;
using NocExpress.Client.Tokens;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Units;

/// <summary>What the client does for the sake of a transport that does less than .NET's own.</summary>
public sealed class TransportTests
{
    [Fact]
    public async Task The_transport_is_told_to_stop_where_the_body_of_an_answer_does_not_come()
    {
        TaskCompletionSource<int> aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StubHandler handler = new((request, cancellationToken) =>
        {
            // As .NET Framework does: what ends the exchange hangs on the token that it was sent with, and on nothing else.
            cancellationToken.Register(() => aborted.TrySetException(new IOException("The request was aborted.")));
            return Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new DeafStream(aborted.Task)) });
        });

        NocException error = await Assert.ThrowsAsync<NocException>(() => SendAsync(handler, Read(), TimeSpan.FromMilliseconds(200)));

        Assert.Equal(NocErrorKind.Timeout, error.Kind);
    }

    [Fact]
    public async Task The_transport_is_told_to_give_up_where_the_body_of_a_request_fails()
    {
        CancellationToken told = default;
        StubHandler handler = new(async (request, cancellationToken) =>
        {
            told = cancellationToken;
            await request.Content!.CopyToAsync(Stream.Null, CancellationToken.None);
            return new HttpResponseMessage();
        });
        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            Path = "tickets",
            Subject = "The ticket",
            Body = static _ => new BytesBody([1], "application/json", static () => throw new IOException("The file is gone.")),
        };

        NocException error = await Assert.ThrowsAsync<NocException>(() => SendAsync(handler, request, TimeSpan.FromMinutes(10)));

        Assert.Contains("The file is gone", error.Message, StringComparison.Ordinal);
        Assert.True(told.IsCancellationRequested);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task A_body_that_the_transport_asks_for_again_is_not_sent_again(string method)
    {
        int bodies = 0;
        StubHandler handler = new(async (request, cancellationToken) =>
        {
            // .NET Framework does so by itself where the server has closed the connection.
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            bodies++;
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            bodies++;
            return new HttpResponseMessage { Content = new StringContent("[]") };
        });
        ApiRequest request = new()
        {
            Method = new HttpMethod(method),
            Path = "tickets",
            Subject = "The ticket",
            Body = method == "POST" ? static _ => new BytesBody([1], "application/json", static () => { }) : null,
        };

        NocException error = await Assert.ThrowsAsync<NocException>(() => SendAsync(handler, request, TimeSpan.FromMinutes(10)));

        Assert.Equal(NocErrorKind.OutcomeUnknown, error.Kind);
        Assert.Contains("is not sent again", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, bodies);
    }

    [Fact]
    public async Task No_request_asks_first_whether_its_body_may_come()
    {
        bool? asks = null;
        StubHandler handler = new((request, cancellationToken) =>
        {
            asks = request.Headers.ExpectContinue;
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent("[]") });
        });

        await SendAsync(handler, Read(), TimeSpan.FromMinutes(10));

        Assert.False(asks);
    }

    private static ApiRequest Read() => new() { Path = "sites", Subject = "The sites" };

    private static async Task<string> SendAsync(StubHandler handler, ApiRequest request, TimeSpan timeout)
    {
        ClientOptions options = new()
        {
            BaseUri = new Uri("https://noc.example.com/"),
            AccessToken = new NetworkCredential("", "a-token").SecurePassword,
            Scope = "scope",
            RequestsPerMinute = int.MaxValue,
            Timeout = timeout,
        };
        Redactor redactor = new();
        Transport transport = new(handler, options);
        using TokenSource tokens = new(options, transport, redactor, TimeProvider.System);
        ApiSender sender = new(options, transport, tokens, new Pacer(options, TimeProvider.System), redactor, TimeProvider.System);
        return await sender.SendAsync(request, static response => response.ReadTextAsync(), new QuietCall()).WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>A transport that does as it is told, below the handlers that every request passes.</summary>
    private sealed class StubHandler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send) : HttpMessageHandler, IHttpMessageHandlerFactory
    {
        public HttpMessageHandler CreateHandler(string name) => new DefaultHeaders { InnerHandler = this };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => send(request, cancellationToken);
    }

    /// <summary>The body of an answer that comes to an end when it is aborted, and by no token.</summary>
    private sealed class DeafStream(Task<int> end) : MemoryStream
    {
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => end;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(end);
    }
}
