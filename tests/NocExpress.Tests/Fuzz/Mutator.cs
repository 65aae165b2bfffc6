using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NocExpress.Tests.Fuzz;

/// <summary>Damages bytes in the ways in which a reader may go wrong. The same random numbers do the same damage.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly byte[][] _tokens =
    [
        .. new[]
        {
            "\"", "\\", "\\u", "\\ud800", "\\udc00\\ud800", "\\u0000", "\\u001b[31m", "\\r", "{", "}", "[", "]", ":", ",", "null", "true", "{}", "[]", "\"\"", "-", "0", "1e999",
            "-9223372036854775809", "99999999999999999999999999999", "1.5", "\"id\":", "\"results\":", "\"data\":", "\"errors\":", "\"detail\":", "\"msg\":", "\"loc\":",
            "\"\\ud800\":", "\"attachments\":[{\"status\":\"\\u009b2J\"}],", "<", "<title>", "</title>", "<script>", "&#27;[2J", "\uFEFF", "\u009b2J", "\u202E", "\u2028", "\r\n", "\n", " ", "\0",
            "9999-12-31T23:59:59.9999999-14:00", "0001-01-01T00:00:00+14:00",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9F], [0x1B, (byte)'[', (byte)'2', (byte)'J'],
    ];

    public byte[] Mutate(byte[] honest, byte[] other)
    {
        List<byte> bytes = [.. honest];
        for (int left = random.Next(7); left > 0; left--)
        {
            Damage(bytes, other);
        }

        return [.. bytes];
    }

    public string Mutate(string honest, string other) => Encoding.Latin1.GetString(Mutate(Encoding.Latin1.GetBytes(honest), Encoding.Latin1.GetBytes(other)));

    private void Damage(List<byte> bytes, byte[] other)
    {
        int at = random.Next(bytes.Count + 1);
        int length = Math.Min(random.Next(1, 40), bytes.Count - at);
        switch (random.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.InsertRange(at, other.Skip(random.Next(other.Length + 1)).Take(random.Next(200)));
                break;
            case 6:
                // Deeper than any reader goes, or longer than any field is.
                byte[] repeated = _tokens[random.Next(_tokens.Length)];
                bytes.InsertRange(at, Enumerable.Repeat(repeated, 1 << random.Next(12)).SelectMany(token => token));
                break;
            default:
                bytes.InsertRange(at, _tokens[random.Next(_tokens.Length)]);
                break;
        }
    }
}
