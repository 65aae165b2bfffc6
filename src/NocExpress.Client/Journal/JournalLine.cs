using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NocExpress.Client.Json;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Client.Journal;

/// <summary>One line of a journal: a JSON object that a person can read, too.</summary>
internal sealed record JournalLine
{
    private static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How each line begins.</summary>
    public static ReadOnlySpan<byte> Beginning => "{\"at\":\""u8;

    public required JournalEvent Event { get; init; }

    /// <summary>Which request the line is about.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What the request is, for the person who reads the line that begins it.</summary>
    public NocTicketRequest? Request { get; init; }

    /// <summary>The tickets of a finished request, as the server sent them: a JSON array on one line.</summary>
    public string? Tickets { get; init; }

    /// <summary>Why there are none.</summary>
    public string? Reason { get; init; }

    /// <summary>The key that a damaged line still shows.</summary>
    public static string? KeyIn(ReadOnlyMemory<byte> text)
    {
        const string before = "\"key\":\"";
        string damaged = Encoding.UTF8.GetString(text.ToArray());
        int start = damaged.IndexOf(before, StringComparison.Ordinal) + before.Length;
        int end = start < before.Length ? -1 : damaged.IndexOf('"', start);
        return end < 0 ? null : damaged.Substring(start, end - start);
    }

    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="FormatException">It is JSON, and no line of a journal.</exception>
    public static JournalLine Read(ReadOnlyMemory<byte> text)
    {
        using JsonDocument document = JsonDocument.Parse(JsonText.Repair(text), JsonText.Deep);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("it is no JSON object");
        }

        JsonFields fields = new(document.RootElement);
        JournalEvent @event = fields.Text("event") switch
        {
            "begun" => JournalEvent.Begun,
            "finished" => JournalEvent.Finished,
            "notCreated" => JournalEvent.NotCreated,
            "unknown" => JournalEvent.Unknown,
            { } other => throw new FormatException($"'{TerminalText.Line(other)}' is no event of a journal"),
            null => throw new FormatException("it has no event"),
        };
        string? tickets = fields.Has("tickets") ? JsonText.OnOneLine(JsonText.Property(document.RootElement, "tickets")!.Value) : null;
        if (@event == JournalEvent.Finished && tickets is null)
        {
            throw new FormatException("it has no tickets");
        }

        return new JournalLine
        {
            Event = @event,
            Key = fields.Text("key") ?? throw new FormatException("it has no key"),
            At = fields.Time("at") ?? throw new FormatException("it has no time"),
            Tickets = tickets,
            Reason = fields.Text("reason"),
        };
    }

    public byte[] ToBytes()
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, _readable))
        {
            json.WriteStartObject();
            json.WriteString("at", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("event", JsonNamingPolicy.CamelCase.ConvertName(Event.ToString()));
            json.WriteString("key", Key);
            WriteRequest(json);
            if (Tickets is not null)
            {
                json.WritePropertyName("tickets");
                json.WriteRawValue(Tickets, skipInputValidation: true);
            }

            if (Reason is not null)
            {
                json.WriteString("reason", Reason);
            }

            json.WriteEndObject();
        }

        text.WriteByte((byte)'\n');
        return text.ToArray();
    }

    private void WriteRequest(Utf8JsonWriter json)
    {
        if (Request is null)
        {
            return;
        }

        json.WriteString("issue", Request.IssueName);
        if (Request.CustomerTicketNumber is not null)
        {
            json.WriteString("customerTicketNumber", Request.CustomerTicketNumber);
        }

        json.WriteStartArray("sites");
        foreach (string site in Request.Sites.Select(site => site.ToString()))
        {
            json.WriteStringValue(site);
        }

        json.WriteEndArray();
        json.WriteStartArray("configurations");
        foreach (long id in Request.ConfigurationIds)
        {
            json.WriteNumberValue(id);
        }

        json.WriteEndArray();
    }
}
