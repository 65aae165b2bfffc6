using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NocExpress.Models;

/// <summary>
/// An object with an identity of its own on the server: however often it is read, and however it has changed in between, it is the same. So
/// <c>-eq</c>, <c>-contains</c> and <c>Compare-Object</c> find it again, and <c>Sort-Object</c> knows its place.
/// </summary>
[SuppressMessage("Design", "CA1036", Justification = "PowerShell compares by these interfaces; operators would serve nobody.")]
public abstract class NocEntity : NocResource, IEquatable<NocEntity>, IComparable<NocEntity>, IComparable
{
    private protected NocEntity()
    {
    }

    /// <summary>Whose it is; not known of what came out of a file or a job.</summary>
    internal NocCompany? Company { get; set; }

    /// <summary>What tells the object from others of its type. Where the server sent nothing of that kind, an object is equal to itself alone.</summary>
    private protected abstract object? Identity { get; }

    /// <summary>Returns whether the other object is of the same type and stands for the same thing on the server.</summary>
    public bool Equals(NocEntity? other) =>
        ReferenceEquals(this, other) || (other?.GetType() == GetType() && Identity is { } identity && identity.Equals(other.Identity));

    /// <summary>Returns whether the other object is of the same type and stands for the same thing on the server.</summary>
    public override bool Equals(object? obj) => Equals(obj as NocEntity);

    /// <summary>Returns the hash code of the identity.</summary>
    public override int GetHashCode() => Identity?.GetHashCode() ?? RuntimeHelpers.GetHashCode(this);

    /// <summary>Returns whether the object comes before the other (below 0) or after it (above 0), or is equal to it (0).</summary>
    /// <exception cref="ArgumentException">The other object is of another type.</exception>
    public int CompareTo(NocEntity? other)
    {
        if (other is null)
        {
            return 1;
        }

        if (other.GetType() != GetType())
        {
            throw new ArgumentException($"A {GetType().Name} cannot be compared with a {other.GetType().Name}.", nameof(other));
        }

        return Equals(other) ? 0 : Order(other);
    }

    int IComparable.CompareTo(object? obj) => obj is null or NocEntity
        ? CompareTo(obj as NocEntity)
        : throw new ArgumentException($"A {GetType().Name} cannot be compared with a {obj.GetType().Name}.", nameof(obj));

    /// <summary>The order among objects of the type that are not equal; where none has an identity, that of their texts.</summary>
    private protected virtual int Order(NocEntity other)
    {
        int order = Comparer<object?>.Default.Compare(Identity, other.Identity);
        return order != 0 ? order : string.CompareOrdinal(ToString(), other.ToString());
    }
}
