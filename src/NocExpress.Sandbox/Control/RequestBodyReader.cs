using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using NocExpress.Sandbox.Multipart;

namespace NocExpress.Sandbox.Control;

/// <summary>Takes the body off the connection and into the record, where the endpoints find it.</summary>
internal static class RequestBodyReader
{
    private const int LargestText = 1 << 20;

    public static async Task ReadAsync(HttpRequest request, RecordedRequest record, CancellationToken cancellationToken)
    {
        if (MultipartFormReader.CanRead(request.ContentType))
        {
            record.Form = await new MultipartFormReader().ReadAsync(request.ContentType!, request.Body, cancellationToken);
        }
        else
        {
            using MemoryStream text = new();
            byte[] buffer = new byte[4096];
            int read;
            while (text.Length < LargestText && (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                text.Write(buffer, 0, read);
            }

            record.Body = text.Length == 0 ? null : Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
        }

        // What comes after the end of a form, or after its first mistake, still has to be taken off the connection.
        await request.Body.CopyToAsync(Stream.Null, cancellationToken);
    }
}
