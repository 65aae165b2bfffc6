using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using NocExpress.Client.Journal;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.AzureTable;

/// <summary>
/// The keys of a table's entities. They hold no / \ # ? nor control characters, so that these are written as their code points; a journal's
/// name is a key in capitals, because a name typed in other letters must not open tickets a second time.
/// </summary>
internal static class JournalKey
{
    /// <summary>The partition of the list of journals.</summary>
    public const string List = "journals";

    /// <summary>The partition of the counts of requests.</summary>
    public const string Limits = "limits";

    /// <summary>How the rows of circuits begin.</summary>
    public const string Circuits = "c-";

    /// <summary>How the rows of requests that have not come to their end begin.</summary>
    public const string Requests = "r-";

    private const int LongestName = 200;
    private const int HashLength = 16;

    private static readonly char[] _forbidden = ['/', '\\', '#', '?', '%', '!'];

    /// <exception cref="NocException">It is no name.</exception>
    public static string Check(string name)
    {
        string trimmed = name.Trim();
        return trimmed.Length is > 0 and <= LongestName
            ? trimmed
            : throw new NocException(
                NocErrorKind.ValidationFailed, $"A journal's name has 1 to {LongestName} characters, and this one {trimmed.Length}. Nothing was sent.");
    }

    public static string OfName(string name) => string.Concat(name.ToUpperInvariant().Select(Escaped));

    public static string Partition(string name) => "journal-" + OfName(name);

    /// <summary>How all rows of a circuit begin: whatever is the same circuit has the same key.</summary>
    public static string OfCircuit(Circuit circuit) => Circuits + Hash(
        circuit.Server,
        circuit.Tenant is { } tenant ? LeadingZeros.Trim(tenant) : null,
        LeadingZeros.Trim(circuit.Macnum),
        circuit.ConfigurationId.ToString(CultureInfo.InvariantCulture));

    public static string OfTicket(CircuitTicket ticket) => OfCircuit(ticket.Circuit) + "-" + Hash(
        ticket.TypeName.ToUpperInvariant(),
        ticket.SubtypeName.ToUpperInvariant(),
        ticket.IssueName.ToUpperInvariant(),
        ticket.CustomerTicketNumber);

    public static string OfRequest(string id) => Requests + id;

    /// <summary>A hash under which parts can be told from others, also where one ends as another begins.</summary>
    public static string Hash(params string?[] parts)
    {
        string text = string.Concat(parts.Select(part => part is null ? "-" : $"{part.Length}:{part}"));
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return string.Concat(hash.GetHashAndReset().Take(HashLength).Select(part => part.ToString("X2", CultureInfo.InvariantCulture)));
    }

    private static string Escaped(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) || _forbidden.Contains(c) ? $"!{(int)c:X4}" : c.ToString();
}
