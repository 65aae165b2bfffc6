using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Files;
using NocExpress.Client.Http;

namespace NocExpress.Client.Tracing;

/// <summary>One attempt at a request, as it goes over the wire: what was sent, what came, how long it took, and what ended it.</summary>
internal sealed class TracedExchange
{
    /// <summary>How much of a body is kept.</summary>
    public const int LongestBody = 64 * 1024;

    private readonly Action<TracedExchange> _ended;
    private readonly List<byte> _beginning = [];
    private int _hasEnded;

    private TracedExchange(HttpRequestMessage request, byte[]? text, TimeProvider time, Action<TracedExchange> ended)
    {
        Request = request;
        Body = request.Content;
        BodyLength = request.Content?.Headers.ContentLength ?? 0;
        Text = text;
        Timings = new Timings(time, request.Content is not null);
        _ended = ended;
    }

    public HttpRequestMessage Request { get; }

    /// <summary>The request's body, with its headers.</summary>
    public HttpContent? Body { get; }

    public long BodyLength { get; }

    /// <summary>The hash of each file of the request (SHA-256); none of one that could not be read.</summary>
    public IReadOnlyList<string?> Hashes { get; private set; } = [];

    /// <summary>The request's body, unless it is a form of parts.</summary>
    public byte[]? Text { get; }

    public Timings Timings { get; }

    public HttpResponseMessage? Response { get; private set; }

    /// <summary>The answer's body as it is announced: its headers.</summary>
    public HttpContent? ResponseBody { get; private set; }

    /// <summary>The announced length of the answer's body; none where it is not announced, or is compressed.</summary>
    public long? AnnouncedLength { get; private set; }

    /// <summary>The beginning of the answer's body.</summary>
    public byte[] Beginning => [.. _beginning];

    /// <summary>How many bytes of the answer's body were read, after decompression.</summary>
    public long Length { get; private set; }

    /// <summary>Whether the answer's body was read to its end.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>What kept the request from being answered, or the answer from being whole.</summary>
    public Exception? Fault { get; private set; }

    /// <param name="request">The request, as it was made.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ended">Is told, once, when there is nothing more to come.</param>
    public static async Task<TracedExchange> BeginAsync(HttpRequestMessage request, TimeProvider time, Action<TracedExchange> ended)
    {
        byte[]? text = request.Content switch
        {
            BytesBody body => body.Content,
            null or RequestBody => null,
            { } form => await form.ReadAsByteArrayAsync().ConfigureAwait(false),
        };
        return new TracedExchange(request, text, time, ended);
    }

    /// <summary>The head of the answer is there.</summary>
    public void Answered(HttpResponseMessage response)
    {
        Timings.Answered();
        Response = response;
        ResponseBody = response.Content;
        AnnouncedLength = response.Content.Headers.ContentLength;
    }

    /// <remarks>They were read a moment ago, or could not be: then, too, nobody waits for them. The journal has made some of the hashes already.</remarks>
    public async Task HashFilesAsync(CancellationToken cancellationToken)
    {
        List<string?> hashes = [];
        foreach (UploadFile file in (Body as MultipartBody)?.Files ?? [])
        {
            try
            {
                byte[] hash = await file.HashAsync(FileTimeout.Until(cancellationToken)).ConfigureAwait(false);
                hashes.Add(string.Concat(hash.Select(static part => part.ToString("x2", CultureInfo.InvariantCulture))));
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                hashes.Add(null);
            }
        }

        Hashes = hashes;
    }

    public void Received(ReadOnlySpan<byte> part)
    {
        if (part.IsEmpty)
        {
            IsWhole = true;
            End(null);
            return;
        }

        Length += part.Length;
        _beginning.AddRange(part.Slice(0, Math.Min(part.Length, LongestBody - _beginning.Count)).ToArray());
    }

    public void End(Exception? fault)
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) == 0)
        {
            Timings.End();
            Fault = fault;
            _ended(this);
        }
    }
}
