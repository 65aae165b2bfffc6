namespace NocExpress.Sandbox.Multipart;

/// <summary>A part without a file name.</summary>
internal sealed record FormField(string Name, string Value, string? ContentType, string RawHeaders);
