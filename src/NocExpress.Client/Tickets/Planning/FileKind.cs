using System;
using System.Linq;
using System.Text;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>
/// Tells by the first bytes of a file where it is plainly another kind than its name says. A file that no signature fits may be anything, and
/// is believed: readers forgive much.
/// </summary>
internal static class FileKind
{
    /// <summary>How much of a file is looked at.</summary>
    public const int HeadLength = 1024;

    /// <summary>What files begin with, and the extensions with which that goes. An encrypted workbook is wrapped like the older documents.</summary>
    private static readonly (string Kind, byte[] Start, string[] Extensions)[] _signatures =
    [
        ("a PDF document", "%PDF-"u8.ToArray(), [".pdf"]),
        ("a PNG image", [0x89, .. "PNG\r\n"u8], [".png"]),
        ("a JPEG image", [0xFF, 0xD8, 0xFF], [".jpg", ".jpeg"]),
        ("a GIF image", "GIF8"u8.ToArray(), []),
        ("a zip archive or a newer Office document", "PK\u0003\u0004"u8.ToArray(), [".xlsx"]),
        ("an older Office document", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], [".doc", ".xlsx"]),
        ("a program for Linux", [0x7F, .. "ELF"u8], []),
    ];

    /// <summary>Returns what the content is, where the extension says otherwise.</summary>
    public static string? Contradiction(string extension, byte[] head)
    {
        foreach ((string kind, byte[] start, string[] extensions) in _signatures)
        {
            if (head.AsSpan().StartsWith(start))
            {
                return extensions.Contains(extension, StringComparer.OrdinalIgnoreCase) ? null : kind;
            }
        }

        bool hasNul = Array.IndexOf(head, (byte)0) >= 0;
        return head.AsSpan().StartsWith("MZ"u8) && hasNul ? "a program for Windows"
            : IsHtml(head) ? "a web page"
            : hasNul && extension.Equals(".csv", StringComparison.OrdinalIgnoreCase) && !IsUtf16(head) ? "no text"
            : null;
    }

    private static bool IsHtml(byte[] head)
    {
        string text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    /// <remarks>Spreadsheets save "Unicode text" so.</remarks>
    private static bool IsUtf16(byte[] head) => head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
}
