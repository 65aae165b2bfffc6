using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Input;
using NocExpress.Models;
using NocExpress.Pipeline;

namespace NocExpress.Commands;

/// <summary>A cmdlet that looks at tickets again and again.</summary>
public abstract class FollowingCommand : ConnectedCommand
{
    private const string IdSet = "Id";
    private const string TicketSet = "Ticket";

    private static readonly TimeSpan _least = TimeSpan.FromSeconds(1);

    /// <summary>No timer of .NET Framework goes further.</summary>
    private static readonly TimeSpan _most = TimeSpan.FromDays(24);

    /// <summary>So far are two records of progress apart, unless one of the tickets has come to its end.</summary>
    private static readonly TimeSpan _betweenRecords = TimeSpan.FromSeconds(10);

    private readonly List<TicketToFollow> _tickets = [];
    private readonly HashSet<long> _ids = [];
    private int _without;
    private bool _hasWarned;
    private int _toldLeft;
    private DateTimeOffset _toldNext;

    private protected FollowingCommand()
    {
    }

    /// <summary>
    /// The tickets' numbers (<c>ticket_id</c>), as in the <c>Id</c> of a table or the <c>TicketId</c> of a journal's entry. Where one comes twice, its
    /// ticket is followed once.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias(nameof(NocJournalEntry.TicketId))]
    [FollowedIds]
    [AllowEmptyCollection]
    [ValidateRange(1, long.MaxValue)]
    public long[] Id { get; set; } = [];

    /// <summary>Tickets that were opened or read: what is other than they say counts as a change.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = TicketSet)]
    [AllowNull]
    [AllowEmptyCollection]
    public NocTicket[]? Ticket { get; set; }

    /// <summary>After which time it ends, such as 08:00:00 for eight hours. Without it, it goes on until nothing is left to follow.</summary>
    [Parameter]
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// How often each ticket is looked at; every five minutes by default. Less often where half of the limit does not allow it: 200 tickets
    /// take nearly seven minutes at 60 requests a minute.
    /// </summary>
    [Parameter]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Checks the times, and takes the connection.</summary>
    protected override void BeginProcessing()
    {
        RefuseEmpty();
        foreach (string parameter in new[] { nameof(Id), nameof(Ticket) })
        {
            if (MyInvocation.BoundParameters.TryGetValue(parameter, out object? given) && given is null or Array { Length: 0 })
            {
                End(new NocException(NocErrorKind.ValidationFailed, $"-{parameter}: given and empty. Was a variable never set?"));
            }
        }

        Check(nameof(PollInterval), PollInterval);
        if (Timeout is { } limit)
        {
            Check(nameof(Timeout), limit);
        }

        base.BeginProcessing();
    }

    /// <summary>Collects the tickets.</summary>
    protected override void ProcessRecord()
    {
        TicketToFollow[] given = ParameterSetName == TicketSet
            ? [.. (Ticket ?? []).Where(ticket => ticket?.Id is not null).Select(ticket => new TicketToFollow(ticket.Id!.Value, ticket))]
            : [.. Id.Select(id => new TicketToFollow(id, null))];
        _without += given.Length == 0 ? 1 : 0;
        WarnOfOtherOwner(given);
        _tickets.AddRange(given.Where(ticket => _ids.Add(ticket.Id)));
    }

    /// <summary>Follows the tickets to their end.</summary>
    protected override void EndProcessing()
    {
        if (_without > 0)
        {
            WriteWarning(
                $"{_without} of the input {(_without == 1 ? "has" : "have")} no ticket number, and {(_without == 1 ? "is" : "are")} not followed. "
                + "An entry of a journal has one where its State is Opened.");
        }

        if (_tickets.Count > 0)
        {
            Call(null, FollowAsync);
        }
    }

    private void WarnOfOtherOwner(TicketToFollow[] given)
    {
        foreach (TicketToFollow ticket in given)
        {
            if (!_hasWarned && OtherOwnerOf(ticket.Known) is { } owner)
            {
                _hasWarned = true;
                WriteWarning($"Ticket {ticket.Id} {owner}");
            }
        }
    }

    /// <summary>Takes what a look brought, and says whether it is what is waited for.</summary>
    private protected abstract Task<bool> TakeAsync(TicketLook look, PipelinePump pump);

    /// <summary>Whether tickets that brought it are looked at further, until all have.</summary>
    private protected abstract bool KeepsFinished { get; }

    /// <summary>The time is up for these tickets.</summary>
    private protected abstract Task EndAsync(IReadOnlyList<TicketLeft> left, PipelinePump pump);

    private async Task FollowAsync(INocClient client, string? tenant, PipelinePump pump)
    {
        TicketFollowing following = new()
        {
            Tickets = _tickets,
            Interval = PollInterval,
            Timeout = Timeout,
            GrantedTenantMacnum = tenant,
            KeepsFinished = KeepsFinished,
            Seen = look => TakeAsync(look, pump),
            Progress = progress => Tell(progress, pump),
        };
        try
        {
            await EndAsync(await client.FollowTicketsAsync(following, pump).ConfigureAwait(false), pump).ConfigureAwait(false);
        }
        finally
        {
            pump.Following("", TimeSpan.Zero);
        }
    }

    /// <remarks>A job keeps each record until somebody receives it, and looks may go on for days.</remarks>
    private void Tell(FollowingProgress progress, PipelinePump pump)
    {
        if (progress.Left == _toldLeft && progress.Next - _toldNext < _betweenRecords)
        {
            return;
        }

        (_toldLeft, _toldNext) = (progress.Left, progress.Next);
        pump.Following(Status(progress), progress.Wait > _least ? progress.Wait : _least);
    }

    private static string Status(FollowingProgress progress) =>
        $"{progress.Left} of {progress.All} left, each looked at every {Length(progress.Round)}, "
        + $"the next at {progress.Next.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture)}";

    private static string Length(TimeSpan time) =>
        time < TimeSpan.FromMinutes(2) ? $"{time.TotalSeconds:0} s" : time < TimeSpan.FromHours(2) ? $"{time.TotalMinutes:0} min" : $"{time.TotalHours:0.#} h";

    private void Check(string parameter, TimeSpan time)
    {
        if (time < _least || time > _most)
        {
            End(new NocException(
                NocErrorKind.ValidationFailed,
                $"-{parameter} {time:c} is not from a second to 24 days. A number by itself is one of ticks, of which a second has ten million: "
                + "give hours as 08:00:00, minutes as 00:05:00, and days as 2.00:00:00."), time);
        }
    }
}
