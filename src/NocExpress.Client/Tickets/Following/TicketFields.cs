using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Following;

/// <summary>Compares the fields of a ticket at two times. <see cref="NocTicket.LastUpdated"/> is none of them: it tells nothing by itself.</summary>
internal static class TicketFields
{
    private static readonly (string Name, Func<NocTicket, object?> Value)[] _fields =
    [
        (nameof(NocTicket.StatusName), static ticket => ticket.StatusName),
        (nameof(NocTicket.G360Status), static ticket => ticket.G360Status),
        (nameof(NocTicket.DateResolved), static ticket => ticket.DateResolved),
        (nameof(NocTicket.G360Escalated), static ticket => ticket.G360Escalated),
        (nameof(NocTicket.Issue), static ticket => ticket.Issue),
        (nameof(NocTicket.Summary), static ticket => ticket.Summary),
        (nameof(NocTicket.DateEntered), static ticket => ticket.DateEntered),
        (nameof(NocTicket.SiteName), static ticket => ticket.SiteName),
        (nameof(NocTicket.CompanyName), static ticket => ticket.CompanyName),
        (nameof(NocTicket.CompanyIdentifier), static ticket => ticket.CompanyIdentifier),
        (nameof(NocTicket.Address1), static ticket => ticket.Address1),
        (nameof(NocTicket.Address2), static ticket => ticket.Address2),
        (nameof(NocTicket.City), static ticket => ticket.City),
        (nameof(NocTicket.State), static ticket => ticket.State),
        (nameof(NocTicket.Zip), static ticket => ticket.Zip),
        (nameof(NocTicket.ServiceName), static ticket => ticket.ServiceName),
        (nameof(NocTicket.ServiceId), static ticket => ticket.ServiceId),
        (nameof(NocTicket.ServiceIdLabel), static ticket => ticket.ServiceIdLabel),
        (nameof(NocTicket.Configurations), static ticket => Names(ticket.Configurations)),
    ];

    /// <summary>What has changed between two looks: a field that an answer leaves out is empty.</summary>
    public static IReadOnlyList<NocTicketChange> Compare(NocTicket before, NocTicket after, DateTimeOffset at) =>
        Compare(before, after, at, areOfOneKind: true);

    /// <summary>
    /// What is other than the user knows it. His may be the answer to the create, and neither answer brings all that the other does: only
    /// what both bring is compared. A resolution is told in any case.
    /// </summary>
    public static IReadOnlyList<NocTicketChange> CompareToKnown(NocTicket known, NocTicket after, DateTimeOffset at) =>
        Compare(known, after, at, areOfOneKind: false);

    private static List<NocTicketChange> Compare(NocTicket before, NocTicket after, DateTimeOffset at, bool areOfOneKind)
    {
        List<NocTicketChange> changes = [];
        foreach ((string name, Func<NocTicket, object?> value) in _fields)
        {
            Add(name, value(before), value(after), areOfOneKind || name == nameof(NocTicket.DateResolved));
        }

        if (areOfOneKind || (before.ListsAttachments && after.ListsAttachments))
        {
            // Of a file the answer to the create tells the status, and later ones the id.
            Func<NocTicketAttachment, object> told = areOfOneKind ? Outcome : static file => file;
            Add(nameof(NocTicket.Attachments), Names(before.Attachments.Select(told)), Names(after.Attachments.Select(told)), maybeAbsent: true);
        }

        foreach (string name in before.AdditionalProperties.Keys.Union(after.AdditionalProperties.Keys, StringComparer.Ordinal))
        {
            bool wasThere = before.AdditionalProperties.TryGetValue(name, out object? old);
            bool isThere = after.AdditionalProperties.TryGetValue(name, out object? now);
            if (areOfOneKind || (wasThere && isThere))
            {
                Add(name, Plain(old), Plain(now), maybeAbsent: true);
            }
        }

        return changes;

        void Add(string name, object? old, object? now, bool maybeAbsent)
        {
            if (!Equals(old, now) && (maybeAbsent || (old is not null && now is not null)))
            {
                changes.Add(new NocTicketChange(after, at, name, old, now));
            }
        }
    }

    private static string? Names<T>(IEnumerable<T> elements) => string.Join("; ", elements) is { Length: > 0 } names ? names : null;

    private static string Outcome(NocTicketAttachment file) => file.Status is null ? file.ToString() : $"{file} ({file.Status})";

    /// <remarks>A list or an object as a text: two of equal contents are equal.</remarks>
    private static object? Plain(object? value) => value is IEnumerable and not string ? DictionaryOfFields.Text(value) : value;
}
