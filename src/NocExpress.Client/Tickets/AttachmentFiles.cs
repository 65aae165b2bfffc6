using System;
using System.Collections.Generic;

namespace NocExpress.Client.Tickets;

/// <summary>The open files of a plan: a file that is attached to many tickets is opened once.</summary>
internal sealed class AttachmentFiles : IDisposable
{
    private readonly Dictionary<string, (AttachmentFile? File, string? Problem)> _files = new(StringComparer.Ordinal);

    /// <summary>Returns what is wrong with the file, or nothing and the open file.</summary>
    public string? Open(string path, out AttachmentFile? file)
    {
        if (!_files.TryGetValue(path, out (AttachmentFile? File, string? Problem) opened))
        {
            string? problem = AttachmentFile.Open(path, out AttachmentFile? found);
            _files[path] = opened = (found, problem);
        }

        file = opened.File;
        return opened.Problem;
    }

    public void Dispose()
    {
        foreach ((AttachmentFile? file, _) in _files.Values)
        {
            file?.Dispose();
        }
    }
}
