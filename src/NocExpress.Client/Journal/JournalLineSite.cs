using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text.Json;
using NocExpress.Client.Json;

namespace NocExpress.Client.Journal;

/// <summary>A site in a line of a journal file.</summary>
internal sealed class JournalLineSite
{
    public string? Macnum { get; set; }

    public string? Name { get; set; }

    /// <summary>The hash of the maintenance window.</summary>
    public string? MaintenanceWindow { get; set; }

    public IReadOnlyList<long> ConfigurationIds { get; set; } = [];

    public long? TicketId { get; set; }

    /// <summary>Where the site's tickets stand in the file. They are read when they are asked for: there may be very many.</summary>
    public (long Offset, int Length) Tickets { get; set; }

    /// <exception cref="FormatException">It is no site.</exception>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public static JournalLineSite Read(ref Utf8JsonReader reader, long offset, TextPool pool)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new FormatException("one of its sites is no JSON object");
        }

        JournalLineSite site = new();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = pool.Of(ref reader) ?? "";
            reader.Read();
            switch (name)
            {
                case "macnum":
                    site.Macnum = TextPool.Read(ref reader);
                    break;
                case "name":
                    site.Name = TextPool.Read(ref reader);
                    break;
                case "window":
                    site.MaintenanceWindow = pool.Of(ref reader);
                    break;
                case "ticketId":
                    site.TicketId = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long id) ? id : null;
                    break;
                case "configurations" when reader.TokenType == JsonTokenType.StartArray:
                    site.ConfigurationIds = ReadIds(ref reader);
                    break;
                case "tickets":
                    long start = reader.TokenStartIndex;
                    reader.Skip();
                    site.Tickets = (offset + start, (int)(reader.BytesConsumed - start));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return site.Macnum is null ? throw new FormatException("one of its sites has no macnum") : site;
    }

    private static long[] ReadIds(ref Utf8JsonReader reader)
    {
        List<long> ids = new(1);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ids.Add(reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long id) ? id : throw new FormatException("one of its configurations is no number"));
        }

        return [.. ids];
    }
}
