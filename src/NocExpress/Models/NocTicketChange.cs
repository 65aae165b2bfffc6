using System;
using System.Globalization;
using NocExpress.Text;

namespace NocExpress.Models;

/// <summary>A field of a ticket that has another value than before, as <c>Watch-NocTicket</c> saw it.</summary>
public sealed class NocTicketChange
{
    internal NocTicketChange(NocTicket ticket, DateTimeOffset at, string field, object? before, object? after)
    {
        Ticket = ticket;
        At = at;
        Field = field;
        Before = before;
        After = after;
    }

    /// <summary>The ticket's number.</summary>
    public long? Id => Ticket.Id;

    /// <summary>The name of the site.</summary>
    public string? SiteName => Ticket.SiteName;

    /// <summary>When the change was seen. It happened between the look before and this one; the ticket's LastUpdated may tell when.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The property of the ticket, such as <c>StatusName</c>; of a field that is no property the name that the API gives it.</summary>
    public string Field { get; }

    /// <summary>Its value before: a text, a time or a flag. Lists are texts, with the names of what they hold.</summary>
    public object? Before { get; }

    /// <summary>Its value now.</summary>
    public object? After { get; }

    /// <summary>Both values in a line, such as "Open → Assigned".</summary>
    public string Change => $"{Shown(Before)} → {Shown(After)}";

    /// <summary>The ticket as it is now.</summary>
    public NocTicket Ticket { get; }

    /// <summary>Returns the ticket, its site and the change in one line.</summary>
    public override string ToString() =>
        $"#{Id} {TerminalText.Line(SiteName ?? "")}: {TerminalText.Line(Field)} {Change}";

    private static string Shown(object? value) => value switch
    {
        null or "" => "(none)",
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture),
        _ => TerminalText.Line(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };
}
