using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Azure.Data.Tables;
using NocExpress.Client.Journal;
using NocExpress.Text;

namespace NocExpress.AzureTable;

/// <summary>
/// The entity of a circuit's ticket. The names of its properties are a contract with the tables that users have: add to them, and rename
/// none.
/// </summary>
internal static class CircuitRow
{
    private const string Tickets = "Tickets";
    private const string Values = "Values";
    private const int LongestReason = 8_000;

    /// <summary>All that a record is made of, which is all but the tickets.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "PartitionKey", "RowKey", "Timestamp", "State", "Request", "Run", "Holder", "Seconds", "SentAt",
        "Server", "Tenant", "Macnum", "ConfigurationId", "Type", "Subtype", "Issue", "CustomerTicketNumber",
        "SiteName", "Window", "SiteConfigurations", Values + "0", "TicketId", "Reason",
    ];

    public static TableEntity Of(string partition, JournalClaim claim, ClaimedCircuit circuit)
    {
        CircuitTicket ticket = circuit.Ticket;
        TableEntity row = new(partition, JournalKey.OfTicket(ticket))
        {
            ["State"] = RequestLease.Claimed,
            ["Request"] = claim.Request.Id,
            ["Server"] = ticket.Circuit.Server,
            ["Macnum"] = ticket.Circuit.Macnum,
            ["ConfigurationId"] = ticket.Circuit.ConfigurationId,
            ["Type"] = ticket.TypeName,
            ["Subtype"] = ticket.SubtypeName,
            ["Issue"] = ticket.IssueName,
            ["SiteConfigurations"] = JsonSerializer.Serialize(circuit.Site.ConfigurationIds.Take(1000)),
        };
        SetUnlessNull(row, "Tenant", ticket.Circuit.Tenant);
        SetUnlessNull(row, "CustomerTicketNumber", ticket.CustomerTicketNumber);
        SetUnlessNull(row, "SiteName", circuit.Site.Name);
        SetUnlessNull(row, "Window", circuit.Site.MaintenanceWindow);
        if (claim.Request.Values.Json.Length <= 30_000)
        {
            row[Values + "0"] = claim.Request.Values.Json;
        }

        return row;
    }

    /// <summary>The row of what became of a circuit.</summary>
    public static TableEntity Of(string partition, JournalClaim claim, ClaimedCircuit circuit, SiteOutcome outcome)
    {
        TableEntity row = Of(partition, claim, circuit);
        row["SentAt"] = claim.Request.SentAt;
        SetOutcome(row, outcome.State, outcome.TicketId, outcome.Reason, outcome.Tickets);
        return row;
    }

    /// <summary>What of the row of a circuit a person's finding changes.</summary>
    public static TableEntity Of(string partition, CircuitRecord found, Settlement settlement)
    {
        TableEntity row = new(partition, JournalKey.OfTicket(found.Ticket)) { ["By"] = settlement.By, ["Was"] = found.State.ToString() };
        row["SentAt"] = found.Request.SentAt == default ? settlement.At : found.Request.SentAt;
        SetOutcome(row, settlement.State, settlement.TicketId, settlement.Reason, settlement.Tickets);
        return row;
    }

    /// <summary>The tickets of a row: a JSON array, and an empty one where they were too long to be kept.</summary>
    public static string TicketsOf(TableEntity row) => TextPieces.Get(row, Tickets) is { Length: > 0 } tickets ? tickets : "[]";

    /// <summary>The record of a row, whose state its request's row decides where none is recorded.</summary>
    public static TableRecord Read(TableEntity row, TableEntity? request, DateTimeOffset now)
    {
        (CircuitState state, string? reason) = StateOf(row, request, now);
        SentSite site = new(Text(row, "Macnum") ?? "", Text(row, "SiteName"), row.GetString("Window"), Configurations(row));
        DateTimeOffset sentAt = row.GetDateTimeOffset("SentAt") ?? request?.GetDateTimeOffset("SentAt") ?? default;
        return new TableRecord
        {
            Ticket = new CircuitTicket(
                new Circuit(Text(row, "Server") ?? "", Text(row, "Tenant"), site.Macnum, row.GetInt64("ConfigurationId") ?? 0),
                Text(row, "Type") ?? "",
                Text(row, "Subtype") ?? "",
                Text(row, "Issue") ?? "",
                Text(row, "CustomerTicketNumber")),
            State = state,
            At = row.Timestamp ?? now,
            Request = new SentRequest(row.GetString("Request") ?? "", sentAt, new SentValues(row.GetString(Values + "0") ?? "{}"), [site]),
            Site = site,
            TicketId = row.GetInt64("TicketId"),
            Reason = reason,
            HeldBy = state == CircuitState.Held ? Text(request!, "Holder") : null,
            Tag = row.ETag,
            Lapsed = state == CircuitState.NotSent && request is not null ? request : null,
        };
    }

    private static (CircuitState State, string? Reason) StateOf(TableEntity row, TableEntity? request, DateTimeOffset now)
    {
        string state = row.GetString("State") ?? "";
        if (state != RequestLease.Claimed)
        {
            return (Enum.TryParse(state, ignoreCase: true, out CircuitState known) ? known : CircuitState.Unknown, Text(row, "Reason"));
        }

        if (request is null)
        {
            return (CircuitState.NotSent, "The run that had claimed it has let go of it before its request went out.");
        }

        bool isLive = request.Timestamp is { } renewed && now - renewed <= TimeSpan.FromSeconds(request.GetDouble("Seconds") ?? 0);
        bool isSent = request.GetString("State") == RequestLease.Sending;
        return isLive ? (CircuitState.Held, null)
            : isSent ? (CircuitState.Claimed, null)
            : (CircuitState.NotSent, $"{Text(request, "Holder")} has ended before its request went out.");
    }

    private static void SetOutcome(TableEntity row, CircuitState state, long? ticketId, string? reason, string? tickets)
    {
        row["State"] = JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
        SetUnlessNull(row, "Reason", reason is { Length: > LongestReason } ? reason.Substring(0, LongestReason) : reason);
        if (ticketId is { } id)
        {
            row["TicketId"] = id;
        }

        if (tickets is not null && !TextPieces.TrySet(row, Tickets, tickets))
        {
            row["TicketsTooLong"] = tickets.Length;
        }
    }

    private static void SetUnlessNull(TableEntity row, string name, string? value)
    {
        if (value is not null)
        {
            row[name] = value;
        }
    }

    private static string? Text(TableEntity row, string name) => row.GetString(name) is { } text ? TerminalText.Sanitize(text) : null;

    private static long[] Configurations(TableEntity row)
    {
        try
        {
            return JsonSerializer.Deserialize<long[]>(row.GetString("SiteConfigurations") ?? "[]") ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

/// <summary>A record, and its row as it was read.</summary>
internal sealed record TableRecord : CircuitRecord
{
    public Azure.ETag Tag { get; init; }

    /// <summary>The row of a request that was never sent, whose lease has come to its end.</summary>
    public TableEntity? Lapsed { get; init; }
}
