using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace NocExpress.Sandbox.Multipart;

/// <summary>Reads a form part by part; of a file only its size and hash stay.</summary>
internal sealed class MultipartFormReader
{
    private const int LargestField = 1 << 20;
    private const int BufferSize = 64 * 1024;

    // No detection of byte order marks and no rejection: the record shows what was sent.
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly List<FormField> _fields = [];
    private readonly List<FormFile> _files = [];
    private readonly List<string> _parts = [];

    public static bool CanRead(string? contentType) =>
        contentType?.TrimStart().StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;

    public async Task<MultipartForm> ReadAsync(string contentType, Stream body, CancellationToken cancellationToken)
    {
        try
        {
            string boundary = Boundary(contentType);
            MultipartReader reader = new(boundary, body, BufferSize);
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                await ReadPartAsync(section, cancellationToken);
            }

            return new MultipartForm(_fields, _files, _parts);
        }
        catch (Exception problem) when (IsMalformed(problem))
        {
            return new MultipartForm(_fields, _files, _parts, problem.Message);
        }
    }

    // A connection that broke is an IOException as well, but then nobody is left to be told of the form.
    private static bool IsMalformed(Exception problem) =>
        problem is FormatException or InvalidDataException
        || (problem is IOException and not BadHttpRequestException and not ConnectionResetException);

    private static string Boundary(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 70 } boundary
            ? boundary.ToString()
            : throw new FormatException("Content-Type has no boundary of 1 to 70 characters.");

    private async Task ReadPartAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        ContentDisposition disposition = ContentDisposition.Parse(section.ContentDisposition ?? string.Empty);
        if (!disposition.Kind.Equals("form-data", StringComparison.OrdinalIgnoreCase) || disposition.Name is not { } name)
        {
            throw new FormatException("A part is not form-data with a name.");
        }

        string headers = string.Join("\r\n", section.Headers!.Select(header => $"{header.Key}: {header.Value}"));
        _parts.Add(name);
        if ((disposition.FileName ?? disposition.FileNameStar) is { } fileName)
        {
            (long size, string hash) = await MeasureAsync(section.Body, cancellationToken);
            _files.Add(new FormFile(name, fileName, disposition.FileNameStar, section.ContentType, size, hash, headers));
        }
        else
        {
            string value = await ReadValueAsync(section.Body, name, cancellationToken);
            _fields.Add(new FormField(name, value, section.ContentType, headers));
        }
    }

    private static async Task<(long Size, string Hash)> MeasureAsync(Stream content, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long size = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                size += read;
            }

            return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<string> ReadValueAsync(Stream content, string name, CancellationToken cancellationToken)
    {
        using MemoryStream value = new();
        byte[] buffer = new byte[4096];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (value.Length + read > LargestField)
            {
                throw new InvalidDataException($"The field {name} is larger than {LargestField} bytes.");
            }

            value.Write(buffer, 0, read);
        }

        return _utf8.GetString(value.GetBuffer(), 0, (int)value.Length);
    }
}
