using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using CsCheck;
using NocExpress.Client.Journal;
using Xunit;

namespace NocExpress.Tests.Journal;

/// <summary>A line that is plain is read byte by byte, and any other by System.Text.Json: what comes of it is the same.</summary>
public sealed class JournalLineTests
{
    /// <summary>A property that no journal has, with an escape, so that the line is not plain.</summary>
    private const string NotPlain = ",\"\\u0078\":0}";

    private static readonly JsonSerializerOptions _withFields = new() { IncludeFields = true };

    private static readonly string[] _values =
    [
        "null", "true", "0", "118", "-1", "01", "9223372036854775807", "92233720368547758070", "1.5", "\"\"", "\"claimed\"", "\"opened\"", "\"a7\"", "\"0214\"", "\"Ave 12 / 4\"",
        "\"Göteborg\"", "\"a \\\"b\\\"\"", "\"\u007f\"", "\"2026-01-01T03:00:00.000Z\"", "\"2026-02-30T03:00:00.000Z\"", "\"2026-01-01T03:00:00.0001Z\"", "\"2026-01-01T03:00:00+02:00\"",
        "[]", "{}", "[4200001]", "[ 1 , 2 , 3 ]", "[1,]", "[\"1\"]", "{\"ContactName\":\"a1b2\"}", "[{\"id\":8100001,\"city\":\"St. Paul\",\"tags\":[{}]}]", "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]",
    ];

    private static readonly Gen<string> _blank = OneOf("", "", "", " ", "\t", "\r");

    private static readonly Gen<string> _site = Object(
        ["macnum", "macnum", "name", "configurations", "configurations", "window", "ticketId", "tickets", "other"], OneOf(_values));

    private static readonly Gen<string> _line = Object(
        ["at", "at", "event", "event", "request", "server", "tenant", "type", "subtype", "issue", "customerTicketNumber", "values", "reason", "by", "sites", "sites", "other"],
        Gen.OneOf(OneOf(_values), _site.Array[0, 3].Select(static sites => $"[{string.Join(",", sites)}]")));

    [Fact]
    public void A_line_is_read_alike_whether_it_is_plain_or_not() => _line.Sample(
        static line => Told(line) == Told(NotPlainly(line)),
        iter: 20_000);

    [Fact]
    public void A_damaged_line_is_refused_alike_whether_it_is_plain_or_not() => Gen.Select(Usual, Gen.Int[0, 1000], OneOf("", ",", "\"", "}", "]", "{", ":", "0", "x", " "), Gen.Bool)
        .Sample(
            static (line, where, with, isInserted) =>
            {
                int at = 1 + (where % (line.Length - 2));
                string damaged = isInserted ? line.Insert(at, with) : line.Remove(at, 1).Insert(at, with);
                return Told(damaged) == Told(NotPlainly(damaged));
            },
            iter: 20_000);

    [Theory]
    [InlineData("{\"event\":\"a\"}}")]
    [InlineData("{\"event\":\"a\"} 1")]
    [InlineData("{\"event\":\"a\",}")]
    [InlineData("{\"event\":\"a\"")]
    [InlineData("{\"sites\":[{\"macnum\":\"1\",\"tickets\":[1 2]}]}")]
    [InlineData("{\"sites\":[{\"macnum\":\"1\",\"tickets\":[nul]}]}")]
    public void What_is_no_JSON_is_refused(string line) => Assert.ThrowsAny<JsonException>(() => Read(line));

    [Fact]
    public void A_usual_line_is_read_byte_by_byte()
    {
        const string Line = "{\"at\":\"2026-01-01T03:00:00.250Z\",\"event\":\"opened\",\"request\":\"a7\",\"sites\":"
            + "[{\"macnum\":\"0214\",\"configurations\":[42,43],\"ticketId\":81,\"tickets\":[{\"id\":81,\"tags\":[]}]}]}";

        JournalLine line = PlainJournalLine.TryRead(Encoding.UTF8.GetBytes(Line), 1000, new TextPool())!;

        Assert.Equal(new DateTimeOffset(2026, 1, 1, 3, 0, 0, 250, TimeSpan.Zero), line.At);
        JournalLineSite site = Assert.Single(line.Sites);
        Assert.Equal([42L, 43L], site.ConfigurationIds);
        Assert.Equal("[{\"id\":81,\"tags\":[]}]", Line.Substring((int)site.Tickets.Offset - 1000, site.Tickets.Length));
    }

    private static Gen<string> Usual => Gen.Select(Gen.Int[1, 3], Gen.Bool, static (sites, isClaim) =>
        $"{{\"at\":\"2026-01-01T03:00:00.000Z\",\"event\":\"{(isClaim ? "claimed" : "opened")}\",\"request\":\"a7\",\"server\":\"https://noc.example.com\",\"sites\":["
        + string.Join(",", Enumerable.Range(1, sites).Select(static site => $"{{\"macnum\":\"{site}\",\"configurations\":[{site},7],\"tickets\":[{{\"id\":1,\"city\":\"A\",\"open\":true}}]}}"))
        + "],\"values\":{\"ContactName\":\"a1b2\"}}");

    private static Gen<string> Object(string[] names, Gen<string> value) =>
        Gen.Select(Gen.Select(OneOf(names), value, _blank, static (name, value, blank) => $"{blank}\"{name}\"{blank}:{blank}{value}{blank}").Array[0, 9], _blank)
            .Select(static (properties, blank) => $"{{{string.Join(",", properties)}}}{blank}");

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static string NotPlainly(string line) => line.TrimEnd()[..^1] + (line.Trim() == "{}" ? NotPlain[1..] : NotPlain);

    /// <summary>All that a line says, or that it is refused with.</summary>
    private static string Told(string text)
    {
        try
        {
            return JsonSerializer.Serialize(Read(text), _withFields);
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            return error is JsonException ? nameof(JsonException) : error.Message;
        }
    }

    private static JournalLine Read(string text) => JournalLine.Read(Encoding.UTF8.GetBytes(text), 1000, new TextPool());
}
