using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;
using NocExpress.Client.Json;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Client.Journal;

/// <summary>Reads a journal file line by line, however long it is. What is held is the last record of each circuit's ticket.</summary>
/// <param name="path">The journal, for the errors.</param>
internal sealed class JournalReader(string path)
{
    /// <summary>Several times the longest answer that is read, which is what a line can hold.</summary>
    private const int LongestLine = 64 * 1024 * 1024;

    private const int FirstBuffer = 256 * 1024;

    private static readonly string[] _eventsOfBefore = ["begun", "finished", "notCreated"];

    private readonly TextPool _pool = new();

    /// <summary>A ticket of each request whose circuits were claimed: those of the others differ in their circuits alone.</summary>
    private readonly Dictionary<string, CircuitTicket> _requests = new(StringComparer.Ordinal);
    private SentValues? _values;
    private int _number;
    private int? _torn;

    public JournalIndex Index { get; } = new();

    /// <summary>Where the good lines end: what follows was being written when its run was killed.</summary>
    public long End { get; private set; }

    /// <summary>Whether the last good line has its end.</summary>
    public bool EndsInLine { get; private set; } = true;

    /// <exception cref="NocException">A line cannot be read.</exception>
    public void Read(Stream journal)
    {
        byte[] buffer = new byte[FirstBuffer];
        int filled = 0;
        int read;
        do
        {
            int begin = 0;
            int searched = filled;
            read = journal.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            for (int newLine; (newLine = Array.IndexOf(buffer, (byte)'\n', searched, filled - searched)) >= 0; begin = searched = newLine + 1)
            {
                ReadLine(buffer.AsSpan(begin, newLine - begin), hasEnd: true);
            }

            filled -= begin;
            Buffer.BlockCopy(buffer, begin, buffer, 0, filled);
            buffer = WithRoom(buffer, filled);
        }
        while (read > 0);

        if (filled > 0)
        {
            ReadLine(buffer.AsSpan(0, filled), hasEnd: false);
        }
    }

    /// <summary>Reads what was added to the file just now: whole lines, in place of one that was torn.</summary>
    public void ReadAdded(ReadOnlySpan<byte> lines)
    {
        _torn = null;
        for (int newLine; (newLine = lines.IndexOf((byte)'\n')) >= 0; lines = lines.Slice(newLine + 1))
        {
            ReadLine(lines.Slice(0, newLine), hasEnd: true);
        }
    }

    private byte[] WithRoom(byte[] buffer, int filled)
    {
        if (filled >= LongestLine)
        {
            throw Corrupt(_number + 1, $"it is longer than {LongestLine} bytes");
        }

        if (filled == buffer.Length)
        {
            Array.Resize(ref buffer, 2 * filled);
        }

        return buffer;
    }

    [MethodImpl(JitHint.AggressiveOptimization)]
    private void ReadLine(ReadOnlySpan<byte> text, bool hasEnd)
    {
        int length = text.Length + (hasEnd ? 1 : 0);
        int mark = ++_number == 1 && JsonText.StartsWithMark(text) ? JsonText.MarkLength : 0;
        text = text.Slice(mark);
        if (!IsOnly(text, " \t\r\n"u8))
        {
            if (_torn is { } torn)
            {
                throw Corrupt(torn, "it is no JSON");
            }

            try
            {
                Take(JournalLine.Read(text, End + mark, _pool));
                EndsInLine = hasEnd;
            }
            catch (JsonException) when (LooksTorn(text) && !(hasEnd && IsClaim(text)))
            {
                _torn = _number;
            }
            catch (Exception error) when (error is JsonException or FormatException)
            {
                throw Corrupt(_number, error is JsonException ? "it is no JSON" : error.Message);
            }
        }

        End += _torn is null ? length : 0;
    }

    /// <remarks>
    /// A file of which no line is a journal's is somebody else's, and stays as it is. A machine that lost its power leaves NULs.
    /// </remarks>
    private bool LooksTorn(ReadOnlySpan<byte> text) =>
        _requests.Count > 0 || text.StartsWith(JournalLine.Beginning) || JournalLine.Beginning.StartsWith(text) || IsOnly(text, "\0"u8);

    private static bool IsOnly(ReadOnlySpan<byte> text, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in text)
        {
            if (bytes.IndexOf(b) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <remarks>
    /// A line without its end was never on the disk as a whole, so that its request was not sent. A claim with its end was, and has been
    /// damaged since: its circuits may have tickets, and nobody knows which they are. Any other line leaves its circuits claimed, and so
    /// unknown.
    /// </remarks>
    private static bool IsClaim(ReadOnlySpan<byte> text) => text.IndexOf("\"event\":\"claimed\""u8) >= 0;

    private void Take(JournalLine line)
    {
        string @event = line.Event ?? throw new FormatException("it has no event");
        if (_eventsOfBefore.Contains(@event))
        {
            throw new NocException(
                NocErrorKind.JournalCorrupt,
                $"The journal '{path}' is one of before version 0.1.0, which remembered requests where there are circuits now, and cannot be gone on with. Nothing was sent. "
                + "See in its lines, and in Granite360, which tickets exist, and give a new journal to a run for the circuits that have none.");
        }

        DateTimeOffset at = line.At ?? throw new FormatException("it has no time");
        string id = line.Request ?? throw new FormatException("it has no request");
        if (@event == JournalLine.Claimed)
        {
            Claim(line, id, at);
            return;
        }

        CircuitState state = @event switch
        {
            JournalLine.Opened => CircuitState.Opened,
            JournalLine.Unknown => CircuitState.Unknown,
            JournalLine.Refused => CircuitState.Refused,
            JournalLine.NotSent => CircuitState.NotSent,
            JournalLine.Settled => CircuitState.NotSent,
            _ => throw new FormatException($"'{TerminalText.Line(@event)}' is no event of a journal"),
        };
        foreach (JournalLineSite site in line.Sites)
        {
            Record(line, id, site, @event == JournalLine.Settled && site.TicketId is not null ? CircuitState.Opened : state, at);
        }
    }

    [MethodImpl(JitHint.AggressiveOptimization)]
    private void Claim(JournalLine line, string id, DateTimeOffset at)
    {
        if (line.Server is null || line.TypeName is null || line.SubtypeName is null || line.IssueName is null || line.Sites.Count == 0)
        {
            throw new FormatException("it does not say which circuits are claimed");
        }

        SentSite[] sites = new SentSite[line.Sites.Count];
        for (int i = 0; i < sites.Length; i++)
        {
            JournalLineSite site = line.Sites[i];
            sites[i] = new SentSite(site.Macnum!, site.Name, site.MaintenanceWindow, site.ConfigurationIds);
        }

        // Request after request of a run has the same values.
        string values = line.Values ?? "{}";
        _values = _values?.Json == values ? _values : new SentValues(values);
        SentRequest request = new(id, at, _values, sites);
        foreach (SentSite site in sites)
        {
            foreach (long configuration in site.ConfigurationIds)
            {
                CircuitTicket ticket = _requests[id] = new CircuitTicket(
                    new Circuit(line.Server, line.Tenant, site.Macnum, configuration), line.TypeName, line.SubtypeName, line.IssueName, line.CustomerTicketNumber);
                Index.Set(new CircuitRecord
                {
                    Ticket = ticket,
                    State = CircuitState.Claimed,
                    At = at,
                    Request = request,
                    Site = site,
                });
            }
        }
    }

    [MethodImpl(JitHint.AggressiveOptimization)]
    private void Record(JournalLine line, string id, JournalLineSite site, CircuitState state, DateTimeOffset at)
    {
        if (!_requests.TryGetValue(id, out CircuitTicket? claimed))
        {
            throw new FormatException($"no line before it has claimed the circuits of the request '{TerminalText.Line(id)}'");
        }

        if (state == CircuitState.Opened && (site.TicketId is null || site.Tickets.Length == 0))
        {
            throw new FormatException("it has no tickets");
        }

        foreach (long configuration in site.ConfigurationIds)
        {
            CircuitRecord known = Index.Find(OfOtherCircuit(claimed, site.Macnum!, configuration))
                ?? throw new FormatException($"no line before it has claimed configuration {configuration} of macnum {TerminalText.Line(site.Macnum!)}");
            Index.Set(new FileRecord
            {
                Ticket = known.Ticket,
                State = state,
                At = at,
                Request = known.Request,
                Site = known.Site,
                TicketId = site.TicketId,
                Reason = line.Reason,
                Tickets = site.Tickets,
            });
        }
    }

    private static CircuitTicket OfOtherCircuit(CircuitTicket ticket, string macnum, long configuration) => new(
        ticket.Circuit with { Macnum = macnum, ConfigurationId = configuration }, ticket.TypeName, ticket.SubtypeName, ticket.IssueName, ticket.CustomerTicketNumber);

    private NocException Corrupt(int line, string problem) => new(
        NocErrorKind.JournalCorrupt,
        $"Line {line} of the journal '{path}' cannot be read: {problem}. Nothing was sent, because it may be the record of a ticket. Repair the line, from a copy or by hand.");
}
