namespace NocExpress.Models;

/// <summary>One part of the multipart body of a request: of a ticket request, or of a form that Invoke-NocRequest sends.</summary>
public sealed class NocRequestPart
{
    internal NocRequestPart(string name, string contentDisposition, string? contentType, string? value, long length)
    {
        Name = name;
        ContentDisposition = contentDisposition;
        ContentType = contentType;
        Value = value;
        Length = length;
    }

    /// <summary>The field's name in the API.</summary>
    public string Name { get; }

    /// <summary>The part's <c>Content-Disposition</c> header, which for a file holds its name.</summary>
    public string ContentDisposition { get; }

    /// <summary>The part's <c>Content-Type</c> header; only files have one.</summary>
    public string? ContentType { get; }

    /// <summary>The text that is sent; <see langword="null"/> for a file, whose bytes are read from disk as they are sent.</summary>
    public string? Value { get; }

    /// <summary>The number of bytes in the part's body.</summary>
    public long Length { get; }

    /// <summary>Returns the field's name and text.</summary>
    public override string ToString() => Value is null ? $"{Name}: {Length} bytes" : $"{Name}: {Value}";
}
