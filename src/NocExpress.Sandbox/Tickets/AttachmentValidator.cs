using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NocExpress.Sandbox.Multipart;
using NocExpress.Sandbox.Responses;

namespace NocExpress.Sandbox.Tickets;

/// <summary>The documented rules of files.</summary>
internal static class AttachmentValidator
{
    private const string Part = "file";
    private const long LargestFile = 25 * 1024 * 1024;

    private static readonly string[] _extensions = [".pdf", ".doc", ".csv", ".xlsx", ".png", ".jpg", ".jpeg"];

    /// <summary>The names of the files that are attached: those in parts of the documented name.</summary>
    public static IReadOnlyList<string> Check(MultipartForm form, Problems problems)
    {
        if (form.Fields.Any(field => field.Name == Part))
        {
            problems.Add(Part, "The submitted data was not a file.");
        }

        FormFile[] files = [.. form.Files.Where(file => file.Name == Part)];
        foreach (FormFile file in files)
        {
            Check(file, problems);
        }

        return [.. files.Select(file => file.FileName)];
    }

    private static void Check(FormFile file, Problems problems)
    {
        if (string.IsNullOrWhiteSpace(file.FileName))
        {
            problems.Add(Part, "The filename cannot be empty.");
        }
        else if (!_extensions.Contains(Path.GetExtension(file.FileName), StringComparer.OrdinalIgnoreCase))
        {
            problems.Add(Part, $"\"{file.FileName}\": the file extension must be one of {string.Join(", ", _extensions)}.");
        }

        if (file.Size > LargestFile)
        {
            problems.Add(Part, $"\"{file.FileName}\": the file size must not exceed 25 MB; it is {file.Size} bytes.");
        }
    }
}
