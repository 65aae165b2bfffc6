using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NocExpress.Client.Journal;

/// <summary>
/// The values that a request went out with, files included, so far that others can be told from them: as short hashes under the names of
/// the parameters, because a journal is no place for names and addresses of people.
/// </summary>
internal sealed class SentValues
{
    private const int HashLength = 6;

    private IReadOnlyDictionary<string, string>? _hashes;

    /// <param name="json">The hashes as a JSON object on one line.</param>
    public SentValues(string json) => Json = json;

    public string Json { get; }

    private IReadOnlyDictionary<string, string> Hashes => _hashes ??= Read(Json);

    public static SentValues Of(IEnumerable<(string Name, string Hash)> values)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            foreach ((string name, string hash) in values)
            {
                json.WriteString(name, hash);
            }

            json.WriteEndObject();
        }

        return new SentValues(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
    }

    public static string HashOf(string text)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return HashOf(hash.GetHashAndReset());
    }

    /// <summary>The beginning of a SHA-256, which is enough to tell one value from the next.</summary>
    public static string HashOf(byte[] sha256) => Convert.ToBase64String(sha256, 0, HashLength);

    /// <summary>The names of the values that differ, or that one of the two has and the other has not.</summary>
    public IReadOnlyList<string> DifferencesTo(SentValues other) =>
        Json == other.Json ? [] : [.. Hashes.Keys.Union(other.Hashes.Keys).Where(name => HashIn(Hashes, name) != HashIn(other.Hashes, name))];

    private static string? HashIn(IReadOnlyDictionary<string, string> hashes, string name) =>
        hashes.TryGetValue(name, out string? hash) ? hash : null;

    /// <remarks>What a person has changed in the file must not keep a ticket from coming out.</remarks>
    private static Dictionary<string, string> Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Dictionary<string, string> hashes = new(StringComparer.Ordinal);
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            hashes[property.Name] = property.Value.ToString();
        }

        return hashes;
    }
}
