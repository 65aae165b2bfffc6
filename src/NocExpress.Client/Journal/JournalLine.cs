using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text.Json;
using NocExpress.Client.Json;

namespace NocExpress.Client.Journal;

/// <summary>
/// One line of a journal file: a JSON object that a person can read, too. The names of events and properties are a contract with the files
/// that users have: add to them, and rename none.
/// </summary>
internal sealed class JournalLine
{
    public const string Claimed = "claimed";
    public const string Opened = "opened";
    public const string Unknown = "unknown";
    public const string Refused = "refused";
    public const string NotSent = "notSent";
    public const string Settled = "settled";

    public DateTimeOffset? At { get; set; }

    public string? Event { get; set; }

    /// <summary>Which request the line is about: the one that a line before has claimed the circuits of.</summary>
    public string? Request { get; set; }

    public string? Server { get; set; }

    public string? Tenant { get; set; }

    public string? TypeName { get; set; }

    public string? SubtypeName { get; set; }

    public string? IssueName { get; set; }

    public string? CustomerTicketNumber { get; set; }

    /// <summary>The hashes of the other values, as a JSON object.</summary>
    public string? Values { get; set; }

    public string? Reason { get; set; }

    public string? By { get; set; }

    public List<JournalLineSite> Sites { get; } = [];

    /// <summary>How each line begins.</summary>
    public static ReadOnlySpan<byte> Beginning => "{\"at\":\""u8;

    /// <param name="text">The line, without its end.</param>
    /// <param name="offset">Where it begins in the file.</param>
    /// <param name="pool">Holds what many lines have in common.</param>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="FormatException">It is JSON, and no line of a journal.</exception>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public static JournalLine Read(ReadOnlySpan<byte> text, long offset, TextPool pool) =>
        PlainJournalLine.TryRead(text, offset, pool) ?? ReadAny(text, offset, pool);

    [MethodImpl(JitHint.AggressiveOptimization)]
    private static JournalLine ReadAny(ReadOnlySpan<byte> text, long offset, TextPool pool)
    {
        Utf8JsonReader reader = new(text, JsonText.DeepReader);
        JournalLine line = new();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            throw new FormatException("it is no JSON object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            line.ReadProperty(ref reader, text, offset, pool);
        }

        // Whatever follows the object.
        reader.Read();
        return line;
    }

    [MethodImpl(JitHint.AggressiveOptimization)]
    private void ReadProperty(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, long offset, TextPool pool)
    {
        string name = pool.Of(ref reader) ?? "";
        reader.Read();
        switch (name)
        {
            case "at":
                At = reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out DateTimeOffset at) ? at : null;
                break;
            case "event":
                Event = pool.Of(ref reader);
                break;
            case "request":
                Request = TextPool.Read(ref reader);
                break;
            case "server":
                Server = pool.Of(ref reader);
                break;
            case "tenant":
                Tenant = pool.Of(ref reader);
                break;
            case "type":
                TypeName = pool.Of(ref reader);
                break;
            case "subtype":
                SubtypeName = pool.Of(ref reader);
                break;
            case "issue":
                IssueName = pool.Of(ref reader);
                break;
            case "customerTicketNumber":
                CustomerTicketNumber = pool.Of(ref reader);
                break;
            case "reason":
                Reason = pool.Of(ref reader);
                break;
            case "by":
                By = pool.Of(ref reader);
                break;
            case "values" when reader.TokenType == JsonTokenType.StartObject:
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                Values = pool.Of(text.Slice(start, (int)reader.BytesConsumed - start));
                break;
            case "sites" when reader.TokenType == JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Sites.Add(JournalLineSite.Read(ref reader, offset, pool));
                }

                break;
            default:
                reader.Skip();
                break;
        }
    }
}
