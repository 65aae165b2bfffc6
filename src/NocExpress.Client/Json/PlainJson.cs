using System;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace NocExpress.Client.Json;

/// <summary>
/// Reads the plain part of JSON, ASCII without escapes, byte by byte: nearly all rows of a list and lines of a journal are no more than that. It
/// fails at anything else, which is left to Utf8JsonReader. That one is fast in a process that has run for a while. In one that has just begun tiered JIT compilation
/// runs its vectorized search in tier 0, which takes more time than all else that is done with a row.
/// </summary>
internal ref partial struct PlainJson(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;

    /// <summary>How much has been read.</summary>
    public int Position { get; private set; }

    /// <summary>Reads the blanks at the end, and says whether nothing else is left.</summary>
    public bool TryTakeEnd()
    {
        SkipBlanks();
        return Position == _json.Length;
    }

    /// <summary>Reads a sign of JSON's own, such as a comma, and the blanks before it.</summary>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public bool TryTake(byte sign)
    {
        SkipBlanks();
        if (Position >= _json.Length || _json[Position] != sign)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Reads the name of a field, and the colon.</summary>
    /// <param name="name">The name, as it stands between the quotes.</param>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public bool TryTakeName(byte[] name)
    {
        if (!TryTake((byte)'"') || _json.Length - Position <= name.Length || _json[Position + name.Length] != '"')
        {
            return false;
        }

        for (int i = 0; i < name.Length; i++)
        {
            if (_json[Position + i] != name[i])
            {
                return false;
            }
        }

        Position += name.Length + 1;
        return TryTake((byte)':');
    }

    /// <summary>Reads the name of a field, whichever it is, and the colon.</summary>
    /// <param name="name">The name, as it stands between the quotes.</param>
    public bool TryTakeAnyName(out ReadOnlySpan<byte> name) => TryTakeText(out name) && TryTake((byte)':');

    /// <summary>Reads a text, as it stands between the quotes.</summary>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public bool TryTakeText(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!TryTake((byte)'"'))
        {
            return false;
        }

        int end = Position;
        while (end < _json.Length && IsPlain(_json[end]))
        {
            end++;
        }

        if (end == _json.Length || _json[end] != '"')
        {
            return false;
        }

        text = _json.Slice(Position, end - Position);
        Position = end + 1;
        return true;
    }

    /// <summary>Reads a whole number that is not negative.</summary>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public bool TryTakeNumber(out long number)
    {
        const int SafeDigits = 18;
        number = 0;
        SkipBlanks();
        int start = Position;
        int end = start;
        for (; end < _json.Length && IsDigit(_json[end]); end++)
        {
            number = (10 * number) + (_json[end] - '0');
        }

        Position = end;
        return end > start && end - start <= SafeDigits && (_json[start] != '0' || end == start + 1) && EndsAt(end);
    }

    /// <summary>Reads a text, a number, true, false or null.</summary>
    /// <param name="before">The text or number that stood in this field before, which is used again where it is the same.</param>
    /// <param name="scratch">Room for the characters; a text that has more is not plain.</param>
    /// <param name="text">The characters of a text, or of a number as it is written.</param>
    /// <param name="kind">What it is.</param>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public bool TryTakeValue(string? before, char[] scratch, out string? text, out JsonValueKind kind)
    {
        text = null;
        kind = default;
        SkipBlanks();
        switch (Position < _json.Length ? _json[Position] : default)
        {
            case (byte)'"':
                kind = JsonValueKind.String;
                return TryTakeText(before, scratch, out text);
            case (>= (byte)'0' and <= (byte)'9') or (byte)'-':
                kind = JsonValueKind.Number;
                return TryTakeInteger(before, scratch, out text);
            case (byte)'t':
                kind = JsonValueKind.True;
                return TryTakeWord("true"u8);
            case (byte)'f':
                kind = JsonValueKind.False;
                return TryTakeWord("false"u8);
            case (byte)'n':
                kind = JsonValueKind.Null;
                return TryTakeWord("null"u8);
            default:
                return false;
        }
    }

    /// <summary>Whether a text stands between quotes as it is.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> text)
    {
        foreach (byte c in text)
        {
            if (!IsPlain(c))
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsPlain(byte c) => c is >= (byte)' ' and <= (byte)'~' and not (byte)'"' and not (byte)'\\';

    [MethodImpl(JitHint.AggressiveOptimization)]
    private bool TryTakeText(string? before, char[] scratch, out string? text)
    {
        text = null;
        int start = Position + 1;
        int length = 0;
        bool isAsBefore = before is not null;
        for (; start + length < _json.Length && IsPlain(_json[start + length]); length++)
        {
            if (length == scratch.Length)
            {
                return false;
            }

            char c = (char)_json[start + length];
            scratch[length] = c;
            isAsBefore = isAsBefore && length < before!.Length && before[length] == c;
        }

        if (start + length >= _json.Length || _json[start + length] != '"')
        {
            return false;
        }

        Position = start + length + 1;
        text = isAsBefore && length == before!.Length ? before : new string(scratch, 0, length);
        return true;
    }

    [MethodImpl(JitHint.AggressiveOptimization)]
    private bool TryTakeInteger(string? before, char[] scratch, out string? text)
    {
        text = null;
        int length = 0;
        bool isAsBefore = before is not null;
        for (; Position + length < _json.Length && length < scratch.Length && (IsDigit(_json[Position + length]) || (length == 0 && _json[Position] == '-')); length++)
        {
            scratch[length] = (char)_json[Position + length];
            isAsBefore = isAsBefore && length < before!.Length && before[length] == scratch[length];
        }

        int digits = scratch[0] == '-' ? 1 : 0;
        if (length == digits || (scratch[digits] == '0' && length > digits + 1) || !EndsAt(Position + length))
        {
            return false;
        }

        Position += length;
        text = isAsBefore && length == before!.Length ? before : new string(scratch, 0, length);
        return true;
    }

    private bool TryTakeWord(ReadOnlySpan<byte> word)
    {
        if (_json.Length - Position < word.Length || !_json.Slice(Position, word.Length).SequenceEqual(word))
        {
            return false;
        }

        Position += word.Length;
        return EndsAt(Position);
    }

    /// <summary>Whether a value ends here: what does not may go on in what has not arrived, or is no integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool EndsAt(int position) =>
        position < _json.Length && _json[position] is (byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDigit(byte c) => c is >= (byte)'0' and <= (byte)'9';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipBlanks()
    {
        while (Position < _json.Length && _json[Position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            Position++;
        }
    }
}
