using System;
using System.Collections.Generic;
using NocExpress.Client.Http;

namespace NocExpress.Client.Tickets;

/// <summary>The open files of a plan: a file that is attached to many tickets is opened once.</summary>
internal sealed class AttachmentFiles : IDisposable
{
    private readonly Dictionary<string, (UploadFile? File, string? Problem)> _files = new(StringComparer.Ordinal);

    /// <summary>Returns what is wrong with the file, or nothing and the open file.</summary>
    public string? Open(string path, out UploadFile? file)
    {
        if (!_files.TryGetValue(path, out (UploadFile? File, string? Problem) opened))
        {
            string? problem = AttachmentRules.Open(path, out UploadFile? found);
            _files[path] = opened = (found, problem);
        }

        file = opened.File;
        return opened.Problem;
    }

    public void Dispose()
    {
        foreach ((UploadFile? file, _) in _files.Values)
        {
            file?.Dispose();
        }
    }
}
