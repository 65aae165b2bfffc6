namespace NocExpress.Tests.Module.Circles.Files;

/// <summary>The second of a circle of three files.</summary>
internal sealed class Two
{
    public static string Text => new Three.Inner().ToString()!;
}
