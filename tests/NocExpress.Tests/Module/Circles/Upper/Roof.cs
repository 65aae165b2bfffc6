using NocExpress.Tests.Module.Circles.Lower;

namespace NocExpress.Tests.Module.Circles.Upper;

/// <summary>Uses a folder that uses this one.</summary>
internal sealed class Roof
{
    public Wall Wall { get; } = new();
}
