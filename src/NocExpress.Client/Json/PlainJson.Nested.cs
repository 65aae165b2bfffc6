using System.Runtime.CompilerServices;

namespace NocExpress.Client.Json;

/// <content>Values with others in them, which are read and not looked at.</content>
internal ref partial struct PlainJson
{
    /// <summary>How many objects and lists within one another are read.</summary>
    private const int Deepest = 16;

    /// <summary>Reads any value, with all that is in it.</summary>
    /// <param name="start">Where it begins.</param>
    public bool TryTakeAny(out int start)
    {
        SkipBlanks();
        start = Position;
        return TrySkip(Deepest);
    }

    [MethodImpl(JitHint.AggressiveOptimization)]
    private bool TrySkip(int depth)
    {
        SkipBlanks();
        switch (Position < _json.Length ? _json[Position] : default)
        {
            case (byte)'{':
                Position++;
                return depth > 0 && TrySkipFields(depth - 1);
            case (byte)'[':
                Position++;
                return depth > 0 && TrySkipElements(depth - 1);
            case (byte)'"':
                return TryTakeText(out _);
            case (byte)'t':
                return TryTakeWord("true"u8);
            case (byte)'f':
                return TryTakeWord("false"u8);
            case (byte)'n':
                return TryTakeWord("null"u8);
            default:
                return TryTakeNumber(out _);
        }
    }

    private bool TrySkipFields(int depth)
    {
        if (TryTake((byte)'}'))
        {
            return true;
        }

        do
        {
            if (!TryTakeAnyName(out _) || !TrySkip(depth))
            {
                return false;
            }
        }
        while (TryTake((byte)','));

        return TryTake((byte)'}');
    }

    private bool TrySkipElements(int depth)
    {
        if (TryTake((byte)']'))
        {
            return true;
        }

        do
        {
            if (!TrySkip(depth))
            {
                return false;
            }
        }
        while (TryTake((byte)','));

        return TryTake((byte)']');
    }
}
