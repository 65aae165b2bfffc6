using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace NocExpress.Models;

/// <summary>
/// A list that nobody can change, and that has a text: Export-Csv and ConvertTo-Csv write the text of each property, and that of an array is
/// the name of its type.
/// </summary>
/// <typeparam name="T">What it holds.</typeparam>
public sealed class NocCollection<T> : ReadOnlyCollection<T>
{
    internal const string Separator = "; ";

    /// <summary>For a collection expression, which adds its elements.</summary>
    internal NocCollection()
        : base(new List<T>())
    {
    }

    private NocCollection(T[] items)
        : base(items)
    {
    }

    /// <summary>How many there are, by the name that it has in an array.</summary>
    public int Length => Count;

    internal static NocCollection<T> Empty { get; } = new([]);

    /// <summary>Makes one of an array, which must not change from then on.</summary>
    /// <param name="items">The array.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "The module alone makes them; users read them.")]
    public static implicit operator NocCollection<T>(T[] items) => items.Length == 0 ? Empty : new NocCollection<T>(items);

    internal void Add(T item) => Items.Add(item);

    /// <summary>Returns the texts of all that it holds, in a line.</summary>
    public override string ToString() => string.Join(Separator, (IEnumerable<T>)this);
}
