using System.Text;
using NocExpress.Models;

namespace NocExpress.Client.Http;

/// <summary>Makes the parts of a form, with their headers.</summary>
internal static class FormParts
{
    public static NocRequestPart Text(string name, string value) =>
        new(name, Disposition(name), null, value, Encoding.UTF8.GetByteCount(value));

    public static NocRequestPart File(string name, NocRequestAttachment file) =>
        new(name, $"{Disposition(name)}; filename=\"{Quoted(file.Name)}\"", file.ContentType, null, file.Length);

    private static string Disposition(string name) => $"form-data; name=\"{Quoted(name)}\"";

    /// <remarks>A quoted string of RFC 9110. Control characters never come here: such a name is refused.</remarks>
    private static string Quoted(string name) => name.Replace("\\", "\\\\").Replace("\"", "\\\"");
}
