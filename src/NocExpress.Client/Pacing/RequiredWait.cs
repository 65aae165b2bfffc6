using System;

namespace NocExpress.Client.Pacing;

/// <summary>How long a request has to wait; none for one that is admitted.</summary>
/// <param name="Length">How long.</param>
/// <param name="IsAskedFor">Whether it is the server that asked for it, and not our own limit.</param>
internal readonly record struct RequiredWait(TimeSpan Length, bool IsAskedFor)
{
    public bool IsOver => Length <= TimeSpan.Zero;
}
