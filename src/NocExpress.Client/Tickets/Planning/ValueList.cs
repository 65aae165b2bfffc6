using System;
using System.Collections.Generic;
using System.Linq;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>A list that equals another when their elements do.</summary>
internal sealed class ValueList<T>(IEnumerable<T> elements) : IEquatable<ValueList<T>>
{
    public IReadOnlyList<T> Elements { get; } = [.. elements];

    public bool Equals(ValueList<T>? other) => other is not null && Elements.SequenceEqual(other.Elements);

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode() => Elements.Aggregate(Elements.Count, (hash, element) => unchecked((hash * 31) + (element?.GetHashCode() ?? 0)));
}
