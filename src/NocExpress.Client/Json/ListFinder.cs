using System;
using System.Collections.Generic;
using System.Text.Json;
using NocExpress.Client.Guesses;
using NocExpress.Text;

namespace NocExpress.Client.Json;

/// <summary>
/// Goes through an answer to the list in it: a bare array, the array in <c>results</c> or <c>data</c>, or else the only array of objects,
/// however deep it stands. What is said beside the list is noted on the way.
/// </summary>
[GoesBy(Guess.SitesEnvelope)]
[GoesBy(Guess.ConfigurationsEnvelope)]
internal sealed class ListFinder
{
    private readonly Stack<string> _parents = new();
    private string _name = "";
    private bool _hasBegun;
    private bool _isFound;
    private bool _isNamed;
    private bool _hasEmptyList;

    public ListEnvelope Envelope { get; } = new();

    /// <summary>Whether the next value is a row, or the end of the list.</summary>
    public bool IsInList { get; private set; }

    /// <summary>Whether the answer has ended, so that nothing but space may follow.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The list has ended.</summary>
    public void LeaveList()
    {
        IsInList = false;
        IsOver = _parents.Count == 0;
    }

    /// <summary>Goes on by what the reader stands on. Fails where a value has not arrived whole.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="mayWait">Whether more of the answer may be waited for, to see what it is.</param>
    /// <exception cref="JsonException">The answer is no list.</exception>
    public bool TryStep(ref Utf8JsonReader reader, bool mayWait)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray when !_hasBegun:
                _hasBegun = _isFound = _isNamed = IsInList = true;
                return true;
            case JsonTokenType.StartArray:
                return TryEnter(ref reader, mayWait);
            case JsonTokenType.StartObject:
                _parents.Push(_name);
                _hasBegun = true;
                return true;
            case JsonTokenType.EndObject:
                Leave();
                return true;
            case JsonTokenType.PropertyName:
                _name = NameOf(ref reader);
                return true;
            default:
                Envelope.Note(_parents.Count > 0 ? _parents.Peek() : throw new JsonException("it is no list"), _name, ref reader);
                return true;
        }
    }

    /// <remarks>
    /// Which array it is shows in its first element. One of objects under another name may stand beside the list: a short one is entered
    /// when the rest of the answer has shown that there is no other. One that is too long to wait for is the list.
    /// </remarks>
    private bool TryEnter(ref Utf8JsonReader reader, bool mayWait)
    {
        if (!TryPeek(reader, out JsonTokenType first))
        {
            return false;
        }

        bool isNamed = IsNamed(_name);
        bool isCandidate = isNamed || (first == JsonTokenType.StartObject && !IsAside(_name));
        if (isCandidate && !_isFound)
        {
            bool isOther = false;
            if (!isNamed && !TryLookAhead(reader, out isOther) && mayWait)
            {
                return false;
            }

            if (!isOther)
            {
                (_isFound, _isNamed, IsInList) = (true, isNamed, true);
                return true;
            }
        }
        else if (isCandidate && !_isNamed)
        {
            throw SeveralLists(_name);
        }

        _hasEmptyList |= first == JsonTokenType.EndArray && !IsAside(_name);
        if (!ListEnvelope.IsTelling(_name))
        {
            return reader.TrySkip();
        }

        if (!JsonDocument.TryParseValue(ref reader, out JsonDocument? other))
        {
            return false;
        }

        using (other)
        {
            Envelope.Note(_name, other.RootElement);
        }

        return true;
    }

    /// <summary>
    /// Looks through the rest of the answer, as far as it has arrived, for the list that a named array is. Fails where it has not arrived
    /// whole.
    /// </summary>
    private static bool TryLookAhead(Utf8JsonReader ahead, out bool hasNamed)
    {
        hasNamed = false;
        if (!ahead.TrySkip())
        {
            return false;
        }

        string name = "";
        while (ahead.Read())
        {
            if (ahead.TokenType == JsonTokenType.PropertyName)
            {
                name = NameOf(ref ahead);
            }
            else if (ahead.TokenType == JsonTokenType.StartArray)
            {
                if (IsNamed(name))
                {
                    return hasNamed = true;
                }

                if (!TryPeek(ahead, out JsonTokenType first))
                {
                    return false;
                }

                if (first == JsonTokenType.StartObject && !IsAside(name))
                {
                    throw SeveralLists(name);
                }

                if (!ahead.TrySkip())
                {
                    return false;
                }
            }

            if (ahead.CurrentDepth == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryPeek(Utf8JsonReader reader, out JsonTokenType next)
    {
        bool isThere = reader.Read();
        next = reader.TokenType;
        return isThere;
    }

    private static JsonException SeveralLists(string other) =>
        new($"it has several lists, and which of them is meant cannot be told: one is {TerminalText.Quoted(other)}");

    /// <summary>Whether the name is one that lists have where an answer is wrapped.</summary>
    public static bool IsNamed(string name) => name is "results" or "data";

    /// <summary>Whether the name is one of what stands beside lists and may have objects, too.</summary>
    private static bool IsAside(string name) =>
        name is "detail" or "details" or "error" or "errors" or "warnings" or "messages" or "links" or "filters" or "sort";

    private void Leave()
    {
        _name = _parents.Pop();
        if (_parents.Count == 0)
        {
            IsOver = _isFound || _hasEmptyList ? true : throw new JsonException("it has no list");
        }
    }

    private static string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return JsonText.Unreadable;
        }
    }
}
