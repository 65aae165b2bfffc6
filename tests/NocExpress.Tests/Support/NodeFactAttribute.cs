using Xunit;

namespace NocExpress.Tests.Support;

/// <summary>A fact that needs a package of Node.js, and that is skipped, by its name, where that cannot be.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = NodePackages.CanBeInstalled ? null : "It needs Node.js with npm, which is not here.";
}
