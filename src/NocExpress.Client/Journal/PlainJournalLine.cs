using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;
using NocExpress.Client.Json;

namespace NocExpress.Client.Journal;

/// <summary>
/// Reads a line that is as this module writes it, and plain, as nearly all are. Any other, whatever is unusual in it, is left to
/// <see cref="JournalLine.Read"/>, which knows what is wrong with it.
/// </summary>
internal static class PlainJournalLine
{
    private const string TimeFormat = "0000-00-00T00:00:00.000Z";

    /// <summary>The line; nothing where it is not plain.</summary>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public static JournalLine? TryRead(ReadOnlySpan<byte> text, long offset, TextPool pool)
    {
        PlainJson json = new(text);
        if (!json.TryTake((byte)'{'))
        {
            return null;
        }

        JournalLine line = new();
        do
        {
            if (!json.TryTakeAnyName(out ReadOnlySpan<byte> name) || !TryReadProperty(ref json, line, pool.Of(name), text, offset, pool))
            {
                return null;
            }
        }
        while (json.TryTake((byte)','));

        return json.TryTake((byte)'}') && json.TryTakeEnd() ? line : null;
    }

    [MethodImpl(JitHint.AggressiveOptimization)]
    private static bool TryReadProperty(ref PlainJson json, JournalLine line, string name, ReadOnlySpan<byte> text, long offset, TextPool pool)
    {
        switch (name)
        {
            case "sites":
                return TryReadSites(ref json, line.Sites, offset, pool);
            case "values":
                if (!json.TryTakeAny(out int start) || text[start] != '{')
                {
                    return false;
                }

                line.Values = pool.Of(text.Slice(start, json.Position - start));
                return true;
        }

        if (!json.TryTakeText(out ReadOnlySpan<byte> value))
        {
            return false;
        }

        switch (name)
        {
            case "at":
                line.At = Time(value);
                return line.At is not null;
            case "event":
                line.Event = pool.Of(value);
                return true;
            case "request":
                line.Request = Ascii(value);
                return true;
            case "server":
                line.Server = pool.Of(value);
                return true;
            case "tenant":
                line.Tenant = pool.Of(value);
                return true;
            case "type":
                line.TypeName = pool.Of(value);
                return true;
            case "subtype":
                line.SubtypeName = pool.Of(value);
                return true;
            case "issue":
                line.IssueName = pool.Of(value);
                return true;
            case "customerTicketNumber":
                line.CustomerTicketNumber = pool.Of(value);
                return true;
            case "reason":
                line.Reason = pool.Of(value);
                return true;
            case "by":
                line.By = pool.Of(value);
                return true;
            default:
                return true;
        }
    }

    [MethodImpl(JitHint.AggressiveOptimization)]
    private static bool TryReadSites(ref PlainJson json, List<JournalLineSite> sites, long offset, TextPool pool)
    {
        if (!json.TryTake((byte)'['))
        {
            return false;
        }

        do
        {
            if (TryReadSite(ref json, offset, pool) is not { } site)
            {
                return false;
            }

            sites.Add(site);
        }
        while (json.TryTake((byte)','));

        return json.TryTake((byte)']');
    }

    [MethodImpl(JitHint.AggressiveOptimization)]
    private static JournalLineSite? TryReadSite(ref PlainJson json, long offset, TextPool pool)
    {
        if (!json.TryTake((byte)'{'))
        {
            return null;
        }

        JournalLineSite site = new();
        do
        {
            if (!json.TryTakeAnyName(out ReadOnlySpan<byte> name) || !TryReadProperty(ref json, site, pool.Of(name), offset, pool))
            {
                return null;
            }
        }
        while (json.TryTake((byte)','));

        return json.TryTake((byte)'}') && site.Macnum is not null ? site : null;
    }

    [MethodImpl(JitHint.AggressiveOptimization)]
    private static bool TryReadProperty(ref PlainJson json, JournalLineSite site, string name, long offset, TextPool pool)
    {
        switch (name)
        {
            case "configurations":
                return TryReadIds(ref json, site);
            case "ticketId":
                bool isNumber = json.TryTakeNumber(out long id);
                site.TicketId = id;
                return isNumber;
            case "tickets":
                bool isWhole = json.TryTakeAny(out int start);
                site.Tickets = (offset + start, json.Position - start);
                return isWhole;
        }

        if (!json.TryTakeText(out ReadOnlySpan<byte> value))
        {
            return false;
        }

        switch (name)
        {
            case "macnum":
                site.Macnum = Ascii(value);
                break;
            case "name":
                site.Name = Ascii(value);
                break;
            case "window":
                site.MaintenanceWindow = pool.Of(value);
                break;
        }

        return true;
    }

    [MethodImpl(JitHint.AggressiveOptimization)]
    private static bool TryReadIds(ref PlainJson json, JournalLineSite site)
    {
        if (!json.TryTake((byte)'[') || !json.TryTakeNumber(out long id))
        {
            return false;
        }

        long[] ids = [id];
        int count = 1;
        while (json.TryTake((byte)','))
        {
            if (!json.TryTakeNumber(out id))
            {
                return false;
            }

            if (count == ids.Length)
            {
                Array.Resize(ref ids, 2 * count);
            }

            ids[count++] = id;
        }

        Array.Resize(ref ids, count);
        site.ConfigurationIds = ids;
        return json.TryTake((byte)']');
    }

    /// <summary>A time as this module writes it.</summary>
    [MethodImpl(JitHint.AggressiveOptimization)]
    private static DateTimeOffset? Time(ReadOnlySpan<byte> text)
    {
        if (text.Length != TimeFormat.Length)
        {
            return null;
        }

        for (int i = 0; i < TimeFormat.Length; i++)
        {
            if (TimeFormat[i] == '0' ? text[i] is < (byte)'0' or > (byte)'9' : text[i] != TimeFormat[i])
            {
                return null;
            }
        }

        try
        {
            return new DateTimeOffset(
                Number(text, 0, 4), Number(text, 5, 2), Number(text, 8, 2), Number(text, 11, 2), Number(text, 14, 2), Number(text, 17, 2), Number(text, 20, 3), TimeSpan.Zero);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static int Number(ReadOnlySpan<byte> text, int start, int length)
    {
        int number = 0;
        for (int i = start; i < start + length; i++)
        {
            number = (10 * number) + (text[i] - '0');
        }

        return number;
    }

#if NET
    private static string Ascii(ReadOnlySpan<byte> text) => Encoding.ASCII.GetString(text);
#else
    private static string Ascii(ReadOnlySpan<byte> text) => Encoding.ASCII.GetString(text.ToArray());
#endif
}
