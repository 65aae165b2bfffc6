using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using NocExpress.Client.Files;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>The open files of a plan: a file that is attached to many tickets is opened once.</summary>
internal sealed class AttachmentFiles(FileTimeout patience) : IDisposable
{
    private readonly Dictionary<string, (UploadFile? File, string? Problem)> _files = new(StringComparer.Ordinal);

    /// <summary>Opens the file and returns it, or what is wrong with it.</summary>
    public async Task<(UploadFile? File, string? Problem)> OpenAsync(string path)
    {
        if (!_files.TryGetValue(path, out (UploadFile? File, string? Problem) opened))
        {
            _files[path] = opened = await UploadFile.OpenAsync(() => AttachmentRules.Open(path), patience).ConfigureAwait(false);
        }

        return opened;
    }

    public void Dispose()
    {
        foreach ((UploadFile? file, _) in _files.Values)
        {
            file?.Dispose();
        }
    }
}
