namespace NocExpress.Client.Json;

/// <summary>
/// A hash of 64 bits (FNV-1a) over texts: of 100,000 rows no two are likely to share one, and it is the same in each process.
/// </summary>
internal struct RowHash()
{
    private const ulong Prime = 1099511628211;

    private ulong _hash = 14695981039346656037;

    public readonly long Value => unchecked((long)_hash);

    /// <summary>Adds a text and its end, so that "a", "b" is not "ab".</summary>
    public void Add(string? text)
    {
        foreach (char c in text ?? "")
        {
            _hash = (_hash ^ c) * Prime;
        }

        _hash = (_hash ^ 0x1_0000) * Prime;
    }
}
