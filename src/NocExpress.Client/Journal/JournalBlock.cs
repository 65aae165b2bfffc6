using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text.Json;
using NocExpress.Client.Json;

namespace NocExpress.Client.Journal;

/// <summary>
/// Some lines of a journal file, one after another. They are parsed by themselves, so that one block can be parsed while the one before is taken: a
/// journal may have very many lines, and a machine has more than one core.
/// </summary>
/// <param name="bytes">The lines, and room behind them.</param>
/// <param name="length">How much of that are the lines.</param>
/// <param name="offset">Where they begin in the file.</param>
internal sealed class JournalBlock(byte[] bytes, int length, long offset)
{
    /// <summary>Several times the longest answer that is read, which is what a line can hold.</summary>
    public const int LongestLine = 64 * 1024 * 1024;

    private const int UsualLength = 256 * 1024;

    /// <summary>The lines that were parsed.</summary>
    public List<ParsedLine> Lines { get; } = [];

    /// <summary>Whether a line begins behind these that is longer than any can be.</summary>
    public bool PrecedesTooLong { get; private init; }

    /// <summary>Reads a file, block by block, each of whole lines; only the last line of the last may lack its end.</summary>
    public static IEnumerable<JournalBlock> AllOf(Stream journal)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(UsualLength);
        int filled = 0;
        long offset = 0;
        while (filled < LongestLine)
        {
            int read = journal.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            int end = read == 0 ? filled : buffer.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
            if (read == 0 && end == 0)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                yield break;
            }

            byte[] next = ArrayPool<byte>.Shared.Rent(Math.Max(UsualLength, end == 0 ? 2 * filled : filled - end));
            filled -= end;
            Buffer.BlockCopy(buffer, end, next, 0, filled);
            if (end == 0)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
            else
            {
                yield return new JournalBlock(buffer, end, offset);
                offset += end;
            }

            buffer = next;
        }

        yield return new JournalBlock(buffer, 0, offset) { PrecedesTooLong = true };
    }

    /// <summary>Parses the lines.</summary>
    /// <param name="pool">Holds what many lines have in common; several blocks may use it at once.</param>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public JournalBlock Parse(TextPool pool)
    {
        ReadOnlySpan<byte> rest = bytes.AsSpan(0, length);
        while (!rest.IsEmpty)
        {
            int newLine = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> text = newLine < 0 ? rest : rest.Slice(0, newLine);
            long at = offset + length - rest.Length;
            rest = rest.Slice(newLine < 0 ? rest.Length : newLine + 1);
            Lines.Add(Parsed(text, at, newLine >= 0, pool));
        }

        return this;
    }

    /// <summary>The bytes of a line that could not be parsed.</summary>
    public ReadOnlySpan<byte> TextOf(ParsedLine line) => bytes.AsSpan((int)(line.Offset - offset), line.Length);

    /// <summary>Gives back the memory, when the lines have been taken.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(bytes);

    [MethodImpl(JitHint.AggressiveOptimization)]
    private static ParsedLine Parsed(ReadOnlySpan<byte> text, long at, bool hasEnd, TextPool pool)
    {
        int mark = at == 0 && JsonText.StartsWithMark(text) ? JsonText.MarkLength : 0;
        ParsedLine line = new(at + mark, text.Length - mark, hasEnd, null, null);
        text = text.Slice(mark);
        try
        {
            return IsBlank(text) ? line : line with { Content = JournalLine.Read(text, line.Offset, pool) };
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            return line with { Problem = error };
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
        {
            if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A line of a journal file.</summary>
/// <param name="Offset">Where it begins in the file, behind a byte order mark.</param>
/// <param name="Length">Its length, without its end.</param>
/// <param name="HasEnd">Whether it has its end.</param>
/// <param name="Content">What it says; nothing where it is blank, or cannot be read.</param>
/// <param name="Problem">Why it cannot be read: it is no JSON, or no line of a journal.</param>
internal readonly record struct ParsedLine(long Offset, int Length, bool HasEnd, JournalLine? Content, Exception? Problem);
