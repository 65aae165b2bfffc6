using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Files;
using NocExpress.Models;

namespace NocExpress.Client.Http;

/// <summary>
/// The parts as multipart/form-data. Headers are UTF-8, as browsers send them: .NET's own writer encodes a file name that is not ASCII in
/// a way of e-mail that servers hand on undecoded. Files are read from disk as they are sent, and the length is known beforehand.
/// </summary>
internal sealed class MultipartBody : RequestBody
{
    private static readonly byte[] _newLine = "\r\n"u8.ToArray();

    private readonly string _boundary = "NocExpress-" + Guid.NewGuid().ToString("N");
    private readonly Action<int> _progress;
    private readonly CancellationToken _cancellation;
    private int _sent;

    /// <param name="parts">The parts.</param>
    /// <param name="files">The files among them, in their order.</param>
    /// <param name="progress">Is told how many bytes the transport has taken.</param>
    /// <param name="cancellationToken">Ends the wait for a file that gives nothing, which the transport cannot.</param>
    /// <exception cref="NocException">Somebody has written to a file since it was checked.</exception>
    public MultipartBody(IReadOnlyList<NocRequestPart> parts, IReadOnlyList<UploadFile> files, Action<int> progress, CancellationToken cancellationToken)
    {
        foreach (UploadFile file in files)
        {
            file.RefuseIfChanged();
        }

        Parts = parts;
        Files = files;
        _progress = progress;
        _cancellation = cancellationToken;
        Headers.ContentType = new MediaTypeHeaderValue("multipart/form-data") { Parameters = { new NameValueHeaderValue("boundary", _boundary) } };
    }

    public IReadOnlyList<NocRequestPart> Parts { get; }

    /// <summary>The files among the parts, in their order.</summary>
    public IReadOnlyList<UploadFile> Files { get; }

    protected override async Task SendAsync(Stream stream)
    {
        Progress(-_sent);
        using IEnumerator<UploadFile> files = Files.GetEnumerator();
        foreach (NocRequestPart part in Parts)
        {
            await SendAsync(stream, HeadOf(part)).ConfigureAwait(false);
            if (part.Value is null)
            {
                files.MoveNext();
                await files.Current.CopyToAsync(stream, Progress, FileTimeout.Until(_cancellation)).ConfigureAwait(false);
            }
            else
            {
                await SendAsync(stream, Encoding.UTF8.GetBytes(part.Value)).ConfigureAwait(false);
            }

            await SendAsync(stream, _newLine).ConfigureAwait(false);
        }

        await SendAsync(stream, Tail()).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = Tail().Length;
        foreach (NocRequestPart part in Parts)
        {
            length += HeadOf(part).Length + part.Length + _newLine.Length;
        }

        return true;
    }

    private byte[] HeadOf(NocRequestPart part)
    {
        string type = part.ContentType is null ? "" : $"Content-Type: {part.ContentType}\r\n";
        return Encoding.UTF8.GetBytes($"--{_boundary}\r\nContent-Disposition: {part.ContentDisposition}\r\n{type}\r\n");
    }

    private byte[] Tail() => Encoding.UTF8.GetBytes($"--{_boundary}--\r\n");

    private async Task SendAsync(Stream stream, byte[] bytes)
    {
        await WriteAsync(stream, bytes).ConfigureAwait(false);
        Progress(bytes.Length);
    }

    private void Progress(int bytes)
    {
        _sent += bytes;
        _progress(bytes);
    }
}
