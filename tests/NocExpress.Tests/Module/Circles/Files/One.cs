namespace NocExpress.Tests.Module.Circles.Files;

/// <summary>The first of a circle of three files.</summary>
internal sealed class One
{
    public Two? Next { get; init; }
}
