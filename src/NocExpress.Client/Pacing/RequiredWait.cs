using System;

namespace NocExpress.Client.Pacing;

/// <summary>How long a request has to wait; none for one that is admitted.</summary>
/// <param name="Length">How long.</param>
/// <param name="Reason">Why.</param>
internal readonly record struct RequiredWait(TimeSpan Length, WaitReason Reason)
{
    public bool IsOver => Length <= TimeSpan.Zero;
}
