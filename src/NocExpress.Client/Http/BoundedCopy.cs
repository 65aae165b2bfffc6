using System;
using System.Buffers;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Http;

/// <summary>Copies no more than a limit: how much a server sends is not for the server to say.</summary>
internal static class BoundedCopy
{
    private const int BufferSize = 16 * 1024;

    /// <summary>Copies up to the limit and leaves the rest. Not named CopyToAsync, as a stream has one of its own that would be taken instead.</summary>
    /// <returns>Whether the source ended within the limit.</returns>
    public static async Task<bool> CopyUpToAsync(this Stream source, MemoryStream target, int limit)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (target.Length < limit)
            {
                int wanted = (int)Math.Min(buffer.Length, limit - target.Length);
#if NET
                int read = await source.ReadAsync(buffer.AsMemory(0, wanted), CancellationToken.None).ConfigureAwait(false);
#else
                int read = await source.ReadAsync(buffer, 0, wanted, CancellationToken.None).ConfigureAwait(false);
#endif
                if (read == 0)
                {
                    return true;
                }

                target.Write(buffer, 0, read);
            }

            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
