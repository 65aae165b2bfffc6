using System.Collections.Generic;

namespace NocExpress.Help;

/// <summary>What the documentation leaves out.</summary>
internal sealed class Gaps
{
    private readonly List<string> _gaps = [];

    public IEnumerable<string> All => _gaps;

    public void Add(string gap) => _gaps.Add(gap);
}
