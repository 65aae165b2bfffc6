using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using NocExpress.Client.Json;
using Xunit;

namespace NocExpress.Tests.Units;

public sealed class JsonRowsTests
{
    private static readonly string[] _names = ["id", "name", "macnum", "city", "is_open", "notes", "näme", "a\"b", "x y"];

    private static readonly string[] _values =
    [
        "null", "true", "false", "0", "-1", "118", "118.0", "-0.5e3", "12345678901234567890", "\"\"", "\"Main\"", "\"Hennepin Ave 12 / 4\"", "\"02145678\"",
        "\"Göteborg\"", "\"G\\u00f6teborg\"", "\"a \\\"quoted\\\" name\"", "\"back\\\\slash\"", "\"\\u001b[31m\"", "\"\u007f\"", "\"\\ud800\"", "\"東京\"", "[]", "{}",
        "[1, \"two\"]", "{\"name\": \"Main\"}", $"\"{new string('x', 300)}\"",
    ];

    private static readonly string[] _blanks = ["", " ", "\n", "\r\n  ", "\t"];

    [Fact]
    public void Rows_are_read_as_a_parser_of_whole_documents_reads_them_however_they_arrive()
    {
        Gen<(string Name, string Value)[]> row = Gen.Select(OneOf(_names), OneOf(_values)).Array[0, 6];
        Gen<(string Name, string Value)[][]> rows = Gen.Select(row, Gen.Int[1, 4], Alike).Array[0, 5]
            .Select(static groups => groups.SelectMany(static group => group).ToArray());
        Gen.Select(rows, OneOf(_blanks), Gen.Int[1, 60], Gen.Bool).Sample(
            (list, blank, chunk, isWrapped) =>
            {
                string json = Written(list, blank, isWrapped);
                using JsonDocument whole = JsonDocument.Parse(json);
                JsonElement[] expected = [.. (isWrapped ? whole.RootElement.GetProperty("results") : whole.RootElement).EnumerateArray()];

                List<string> read = ReadAsync(json, chunk, fields => Told(fields)).GetAwaiter().GetResult();

                Assert.Equal(expected.Select(element => Told(new JsonFields(element))), read);
            },
            iter: 3000);
    }

    [Theory]
    [InlineData("""[{"id":1,"name":"a"}{"id":2,"name":"b"}]""")]
    [InlineData("""[{"id":1,"name":"a"},,{"id":2,"name":"b"}]""")]
    [InlineData("""[{"id":1,"name":"a"},{"id":02,"name":"b"}]""")]
    [InlineData("""[{"id":1,"name":"a"},{"id":2,"name":"b",}]""")]
    [InlineData("""[{"id":1,"name":"a"},{"id":2 "name":"b"}]""")]
    [InlineData("""[{"id":1,"name":"a"},{"id":-,"name":"b"}]""")]
    [InlineData("""[{"id":1,"name":"a"},{"id":2,"name":"b"},]""")]
    [InlineData("""[{"id":1,"name":"a"},{"id":nul,"name":"b"}]""")]
    [InlineData("[{\"id\":1,\"name\":\"a\"},{\"id\":2,\"name\":\"b\nc\"}]")]
    [InlineData("""[{"id":1,"a\"b":"a"},{"id":2,"a"b":"b"}]""")]
    public async Task What_is_no_JSON_is_refused_after_a_row_that_is(string json)
    {
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(json));
        await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(json, json.Length, static fields => fields.Text("name") ?? ""));
    }

    [Fact]
    public async Task A_row_that_arrives_in_parts_takes_nothing_from_the_longer_row_before()
    {
        const string json = """[{"id":1,"name":"a","city":"Duluth"},{"id":2,"name":"b"}]""";
        for (int chunk = 1; chunk < json.Length; chunk++)
        {
            Assert.Equal(["1 a Duluth", "2 b "], await ReadAsync(json, chunk, static fields => $"{fields.Text("id")} {fields.Text("name")} {fields.Text("city")}"));
        }
    }

    private static Gen<string> OneOf(string[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    /// <summary>Rows with the same fields, of which some hold another value.</summary>
    private static (string Name, string Value)[][] Alike((string Name, string Value)[] fields, int times) =>
        [.. Enumerable.Range(0, times).Select(time => fields.Select((field, at) => Other(field, at, time)).ToArray())];

    private static (string Name, string Value) Other((string Name, string Value) field, int at, int time) =>
        (at + time) % 3 == 0 ? (field.Name, _values[(at + (7 * time)) % _values.Length]) : field;

    private static string Written((string Name, string Value)[][] rows, string blank, bool isWrapped)
    {
        string list = "[" + string.Join(blank + "," + blank, rows.Select(row => "{" + blank + string.Join("," + blank, row.Select(Field)) + blank + "}")) + blank + "]";
        return isWrapped ? "{\"count\": 3, \"results\":" + list + "}" : list;

        string Field((string Name, string Value) field) => JsonSerializer.Serialize(field.Name) + blank + ":" + blank + field.Value;
    }

    private static string Told(JsonFields fields)
    {
        string known = string.Join(";", _names.Take(5).Select(name => name + "=" + (name == "is_open" ? fields.Flag(name)?.ToString() : fields.Text(name))));
        string rest = string.Join(";", (fields.Rest() ?? new(new Dictionary<string, object?>())).OrderBy(static field => field.Key, StringComparer.Ordinal)
            .Select(static field => $"{field.Key}={JsonSerializer.Serialize(field.Value)}"));
        return known + "|" + rest;
    }

    private static async Task<List<string>> ReadAsync(string json, int chunk, Func<JsonFields, string> tell)
    {
        using JsonRows rows = new(new ChunkStream(Encoding.UTF8.GetBytes(json), chunk));
        List<string> read = [];
        while (!rows.HasEnded)
        {
            while (rows.TryRead())
            {
                read.Add(tell(rows.Fields));
            }

            if (!rows.HasEnded)
            {
                await rows.FillAsync(CancellationToken.None);
            }
        }

        return read;
    }

    /// <summary>Gives no more than so many bytes at once, as a network may.</summary>
    private sealed class ChunkStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, chunk)], cancellationToken);
    }
}
