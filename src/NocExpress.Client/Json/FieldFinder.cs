using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace NocExpress.Client.Json;

/// <summary>
/// Finds the fields of a row by their names. Row after row has the same fields, and they are asked for in the same order, so that where one
/// was found in the row before is looked at first. What is asked for are literals: that it is the same is seen without comparing texts.
/// </summary>
internal sealed class FieldFinder
{
    private readonly List<(string Name, int Position)> _found = [];
    private int _next;
    private bool? _hasTwins;

    /// <summary>Whether two fields have the same name, of which the last counts.</summary>
    public bool HasTwins => _hasTwins ?? true;

    /// <summary>Begins with the next row.</summary>
    /// <param name="isAsBefore">Whether it has the fields of the row before.</param>
    public void Begin(bool isAsBefore)
    {
        _next = 0;
        if (!isAsBefore)
        {
            _found.Clear();
            _hasTwins = null;
        }
    }

    /// <summary>The position of the last field of that name, or -1.</summary>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public int Find(ReadOnlySpan<JsonField> fields, string name)
    {
        if (_next < _found.Count && ReferenceEquals(_found[_next].Name, name))
        {
            return _found[_next++].Position;
        }

        _hasTwins ??= HaveTwins(fields);
        _found.RemoveRange(_next, _found.Count - _next);
        _found.Add((name, Search(fields, name)));
        return _found[_next++].Position;
    }

    public static int Search(ReadOnlySpan<JsonField> fields, string name)
    {
        for (int i = fields.Length - 1; i >= 0; i--)
        {
            if (fields[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool HaveTwins(ReadOnlySpan<JsonField> fields)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (JsonField field in fields)
        {
            if (!names.Add(field.Name))
            {
                return true;
            }
        }

        return false;
    }
}
