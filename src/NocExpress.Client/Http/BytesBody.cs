using System;
using System.IO;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace NocExpress.Client.Http;

/// <summary>A body that is held whole.</summary>
internal sealed class BytesBody : RequestBody
{
    private readonly Action? _moved;

    /// <summary>Makes a body of nothing.</summary>
    public BytesBody()
    {
    }

    public BytesBody(byte[] content, string contentType, Action moved)
    {
        Content = content;
        _moved = moved;
        Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
    }

    public byte[] Content { get; } = [];

    protected override async Task SendAsync(Stream stream)
    {
        await WriteAsync(stream, Content).ConfigureAwait(false);
        _moved?.Invoke();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = Content.Length;
        return true;
    }
}
