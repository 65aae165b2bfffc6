namespace NocExpress.Tests.Module.Circles.Files;

/// <summary>The last of a circle of three files, by a type within it.</summary>
internal sealed class Three
{
    internal sealed class Inner
    {
        public override string ToString() => nameof(Inner) + new One();
    }
}
