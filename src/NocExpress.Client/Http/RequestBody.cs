using System.IO;
using System.Net.Http;
using System.Threading.Tasks;

namespace NocExpress.Client.Http;

/// <summary>The body of one attempt. It knows whether any of it went out, which tells whether the server can have acted.</summary>
internal abstract class RequestBody : HttpContent
{
    /// <summary>Whether the transport has begun to take the body. Until then the server has, at most, seen the request's headers.</summary>
    public bool HasBegun { get; protected set; }

    protected static async Task WriteAsync(Stream stream, byte[] bytes)
    {
#if NET
        await stream.WriteAsync(bytes).ConfigureAwait(false);
#else
        await stream.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
#endif
    }
}
