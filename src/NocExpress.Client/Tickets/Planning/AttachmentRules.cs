using System;
using System.Collections.Generic;
using System.IO;
using NocExpress.Client.Files;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>The rules of Create Ticket for a file.</summary>
internal static class AttachmentRules
{
    private const long LargestSize = 25 * 1024 * 1024;

    /// <summary>The extensions that the API accepts, with the media type of each.</summary>
    private static readonly Dictionary<string, string> _contentTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = "application/pdf",
        [".doc"] = "application/msword",
        [".csv"] = "text/csv",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
    };

    /// <summary>Opens the file and returns it, or what is wrong with it.</summary>
    public static (UploadFile? File, string? Problem) Open(string path)
    {
        string extension = Path.GetExtension(path);
        if (!Directory.Exists(path) && ProblemWithName(Path.GetFileName(path), extension) is { } wrongName)
        {
            return (null, wrongName);
        }

        (UploadFile? file, string? problem) = UploadFile.Open(path, _contentTypes.TryGetValue(extension, out string? type) ? type : "");
        if (file?.Attachment.Length > LargestSize)
        {
            file.Dispose();
            return (null, $"has {file.Attachment.Length} bytes, and the API accepts {LargestSize} (25 MiB) at most.");
        }

        return (file, problem);
    }

    private static string? ProblemWithName(string name, string extension)
    {
        string allowed = string.Join(", ", _contentTypes.Keys);
        return extension.Length == 0 ? $"has no extension. The API accepts {allowed}."
            : !_contentTypes.ContainsKey(extension) ? $"has the extension {extension}, and the API accepts only {allowed}."
            : name.Length == extension.Length ? "has no name before its extension. Rename it."
            : null;
    }
}
