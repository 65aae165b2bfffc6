using System;

namespace NocExpress.Client.Pacing;

/// <summary>A request that was admitted.</summary>
internal readonly record struct Slot(long Id, TimeSpan EnteredAt);
