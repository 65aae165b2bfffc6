using System.Threading;

namespace NocExpress.Sandbox.Api;

/// <summary>How often a list has been sent since the behaviour was last set.</summary>
internal sealed class ResponseCounter
{
    private int _count;

    /// <summary>Counts a response; 1 for the first.</summary>
    public int Next() => Interlocked.Increment(ref _count);

    public void Clear() => Volatile.Write(ref _count, 0);
}
