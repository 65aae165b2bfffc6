using System.Net.Http;

namespace NocExpress.Client.Http;

/// <summary>The body of one attempt. It knows whether any of it went out, which tells whether the server can have acted.</summary>
internal abstract class RequestBody : HttpContent
{
    /// <summary>Whether the transport has begun to take the body. Until then the server has, at most, seen the request's headers.</summary>
    public bool HasBegun { get; protected set; }
}
