using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using NocExpress.Client.Api;
using NocExpress.Client.Files;
using NocExpress.Client.Http;
using NocExpress.Client.Pacing;
using NocExpress.Client.Secrecy;
using NocExpress.Client.Tickets;
using NocExpress.Client.Tokens;
using NocExpress.Connecting;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Files;

/// <summary>A file whose bytes never come, as on a share whose server is gone.</summary>
public sealed class StalledFileTests : TicketTest
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(100);

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    protected override bool Connects => false;

    [Fact]
    public async Task An_upload_ends_with_the_timeout_and_its_outcome_is_unknown()
    {
        using StalledFile stalled = new(WriteFile("plan.pdf"));
        Task<CreatedTickets> sending = Send(stalled, CancellationToken.None);

        NocException error = await Assert.ThrowsAsync<NocException>(() => PassAsync(sending));

        Assert.Equal(NocErrorKind.OutcomeUnknown, error.Kind);
        Assert.Contains($"the file '{stalled.Attachment.Path}' gave nothing in time", error.Message, StringComparison.Ordinal);
        Assert.Empty(await TicketsAsync());
    }

    [Fact]
    public async Task An_upload_ends_when_it_is_stopped()
    {
        using StalledFile stalled = new(WriteFile("plan.pdf"));
        using CancellationTokenSource stop = new();
        Task<CreatedTickets> sending = Send(stalled, stop.Token);
        await Task.Delay(500);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Empty(await TicketsAsync());
    }

    [Fact]
    public async Task The_reading_of_a_file_beforehand_ends_with_the_timeout()
    {
        using StalledFile stalled = new(WriteFile("plan.pdf"));
        FileTimeout patience = new(_timeout, _clock, CancellationToken.None);

        await Assert.ThrowsAsync<StalledFileException>(() => PassAsync(stalled.HeadAsync(10, patience)));
        await Assert.ThrowsAsync<StalledFileException>(() => PassAsync(stalled.HashAsync(patience)));
    }

    [Fact]
    public async Task The_opening_of_a_file_ends_with_the_timeout_or_when_it_is_stopped()
    {
        using ManualResetEventSlim never = new();
        using CancellationTokenSource stop = new();
        FileTimeout patience = new(_timeout, _clock, stop.Token);
        (UploadFile? File, string? Problem) Stall()
        {
            never.Wait(CancellationToken.None);
            return (null, null);
        }

        (UploadFile? file, string? problem) = await PassAsync(UploadFile.OpenAsync(Stall, patience));
        Task stopped = UploadFile.OpenAsync(Stall, patience);
        await stop.CancelAsync();

        Assert.Null(file);
        Assert.Contains("100 s", problem, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        never.Set();
    }

    /// <summary>Turns the clock until the work is over.</summary>
    private async Task<T> PassAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            await Task.Delay(20);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        return await work;
    }

    private Task<CreatedTickets> Send(UploadFile file, CancellationToken stop)
    {
        ClientOptions options = new()
        {
            BaseUri = Sandbox.BaseUri,
            AccessToken = new NetworkCredential("", "any").SecurePassword,
            Scope = ConnectionSettings.DefaultScope,
            RequestsPerMinute = int.MaxValue,
            Timeout = _timeout,
        };
        Redactor redactor = new();
        Transport transport = new(new HandlerFactory(options), options);
        ApiSender session = new(options, transport, new TokenSource(options, transport, redactor, _clock), new Pacer(options, _clock), redactor, _clock);
        NocTicketRequest request = new() { Parts = [FormParts.File("file", file.Attachment)] };
        return new TicketsEndpoint(options, session, redactor, _clock)
            .CreateAsync(request, [file], null, new UnknownTickets(request, null), new QuietCall { CancellationToken = stop });
    }

    private sealed class HandlerFactory(ClientOptions options) : IHttpMessageHandlerFactory
    {
        public HttpMessageHandler CreateHandler(string name) => Transport.CreateHandler(options);
    }

    private sealed class StalledFile(string path) : UploadFile(File.OpenRead(path), new NocRequestAttachment(path, "plan.pdf", "application/pdf", 1000))
    {
        protected override Task<int> ReadAtAsync(long position, byte[] buffer, int count) => new TaskCompletionSource<int>().Task;
    }
}
