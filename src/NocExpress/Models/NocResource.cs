using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace NocExpress.Models;

/// <summary>What every object read from the API has in common: nothing that the server sent is lost.</summary>
public abstract class NocResource
{
    private static readonly ReadOnlyDictionary<string, object?> _none = new(new Dictionary<string, object?>());

    private protected NocResource()
    {
    }

    /// <summary>
    /// The fields that the server sent and that have no property of their own, by their names in the API. Values are strings,
    /// numbers, booleans, arrays and dictionaries. A documented field whose value is not of its documented type is kept here too.
    /// </summary>
    public ReadOnlyDictionary<string, object?> AdditionalProperties => Rest ?? _none;

    internal ReadOnlyDictionary<string, object?>? Rest { get; init; }
}
