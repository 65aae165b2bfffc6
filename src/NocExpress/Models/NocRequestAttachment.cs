using NocExpress.Text;

namespace NocExpress.Models;

/// <summary>A file of a ticket request, or of a form that Invoke-NocRequest sends.</summary>
public sealed class NocRequestAttachment
{
    internal NocRequestAttachment(string path, string name, string contentType, long length)
    {
        Path = path;
        Name = name;
        ContentType = contentType;
        Length = length;
    }

    /// <summary>Where the file is.</summary>
    public string Path { get; }

    /// <summary>The name that is sent: the last part of the path.</summary>
    public string Name { get; }

    /// <summary>The media type that is sent, by the extension of the name.</summary>
    public string ContentType { get; }

    /// <summary>The size in bytes.</summary>
    public long Length { get; }

    /// <summary>Returns the file's name and size.</summary>
    public override string ToString() => $"{Name} ({ByteSize.Readable(Length)})";
}
