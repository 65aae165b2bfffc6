using System;
using System.IO;
using System.Threading.Tasks;
using NocExpress.Models;

namespace NocExpress.Client.Journal;

/// <summary>What a store that cannot be reached means for a run that has sent nothing yet.</summary>
internal static class JournalFailure
{
    /// <exception cref="NocException">The journal could not be read.</exception>
    public static async Task<T> RethrowAsync<T>(JournalPlace journal, Func<Task<T>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (IOException error)
        {
            throw new NocException(NocErrorKind.JournalFailed, $"The journal '{journal}' cannot be read, and nothing was sent. {error.Message}", error) { SafeToRetry = true };
        }
    }
}
