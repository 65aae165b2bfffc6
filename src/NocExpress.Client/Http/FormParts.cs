using System.Text;
using NocExpress.Models;

namespace NocExpress.Client.Http;

/// <summary>Makes the parts of a form, with their headers.</summary>
internal static class FormParts
{
    public static NocRequestPart Text(string name, string value) =>
        new(name, Disposition(name), null, value, Encoding.UTF8.GetByteCount(value));

    public static NocRequestPart File(string name, NocRequestAttachment file) =>
        new(name, $"{Disposition(name)}; filename=\"{Escaped(file.Name)}\"", file.ContentType, null, file.Length);

    private static string Disposition(string name) => $"form-data; name=\"{Escaped(name)}\"";

    /// <remarks>
    /// As browsers do it (WHATWG, "multipart/form-data encoding algorithm"). A quoted pair of RFC 9110 is what most parsers of forms do not
    /// know.
    /// </remarks>
    private static string Escaped(string name) => name.Replace("\"", "%22").Replace("\r", "%0D").Replace("\n", "%0A");
}
