using System.Collections.Generic;

namespace NocExpress.Sandbox.Multipart;

/// <summary>A multipart/form-data body. <see cref="Problem"/> says why it could not be read to its end.</summary>
internal sealed record MultipartForm(
    IReadOnlyList<FormField> Fields, IReadOnlyList<FormFile> Files, IReadOnlyList<string> Parts, string? Problem = null)
{
    public static MultipartForm Empty { get; } = new([], [], []);
}
