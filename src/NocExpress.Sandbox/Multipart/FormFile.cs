namespace NocExpress.Sandbox.Multipart;

/// <summary>A part with a file name. Its content was measured and hashed as it came in, and not kept.</summary>
internal sealed record FormFile(
    string Name, string FileName, string? FileNameStar, string? ContentType, long Size, string Sha256, string RawHeaders);
