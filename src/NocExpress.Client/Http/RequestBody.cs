using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace NocExpress.Client.Http;

/// <summary>
/// The body of one attempt. It knows whether any of it went out, which tells whether the server can have acted, and goes out once: .NET
/// Framework asks for it a second time where the server has closed a connection, having perhaps acted on the first.
/// </summary>
internal abstract class RequestBody : HttpContent
{
    /// <summary>Whether the transport has begun to take the body. Until then the server has, at most, seen the request's headers.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>
    /// Whether a proxy may ask for the body twice: once it has asked for a password (407), the request is sent again, with it. The proxy has
    /// handed nothing on by then.
    /// </summary>
    public bool MayRepeat { get; set; }

    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (HasBegun && !MayRepeat)
        {
            throw new IOException("the connection was lost, and what may have arrived is not sent again");
        }

        HasBegun = true;
        return SendAsync(stream);
    }

    protected abstract Task SendAsync(Stream stream);

    protected static async Task WriteAsync(Stream stream, byte[] bytes)
    {
#if NET
        await stream.WriteAsync(bytes).ConfigureAwait(false);
#else
        await stream.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
#endif
    }
}
