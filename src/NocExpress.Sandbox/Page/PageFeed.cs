using System;
using System.Linq;
using System.Text.Json.Nodes;
using NocExpress.Sandbox.Api;
using NocExpress.Sandbox.Control;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Page;

/// <summary>
/// What one open page has not been told yet. However much arrives between two looks, it is told of the newest rows and of how many there are: it asks for
/// older ones, and for the whole of one, when somebody wants to see them.
/// </summary>
internal sealed class PageFeed(SandboxState state)
{
    /// <summary>More than the page shows at first, so that those in its lines still learn how they ended when many arrive at once.</summary>
    private const int Newest = 200;

    private readonly SentRows<RequestSummary> _requests = new(request => request.Sequence);
    private readonly SentRows<TicketSummary> _tickets = new(ticket => ticket.Id);
    private (int Generation, int Count) _requestLog = (-1, 0);
    private (int Generation, int Count) _ticketStore = (-1, 0);
    private Behaviour? _behaviour;
    private Fault[]? _faults;
    private (int Limit, RateSecond[] Seconds) _limit = (-1, []);
    private (bool Runs, TimeSpan Ahead)? _clock;
    private bool _isGreeted;

    /// <returns>Null if there is nothing to tell.</returns>
    public JsonObject? Next()
    {
        JsonObject changes = [];
        if (!_isGreeted)
        {
            _isGreeted = true;
            changes["server"] = ControlJson.Write(new
            {
                state.StartedAt,
                Now = DateTimeOffset.UtcNow,
                TokenPath = TokenHandler.Path,
                state.Options.ClientId,
                state.Options.ClientSecret,
            });
        }

        AddRequests(changes);
        AddTickets(changes);
        AddSettings(changes);
        AddClock(changes);
        AddLimit(changes);
        return changes.Count > 0 ? changes : null;
    }

    private void AddRequests(JsonObject changes)
    {
        (int Generation, int Count) log = (state.Requests.Generation, state.Requests.Count);
        RequestSummary[] rows = _requests.Changes([.. state.Requests.Newest(Newest).Select(RequestSummary.Of)]);
        if (rows.Length > 0 || log != _requestLog)
        {
            changes["requests"] = ControlJson.Write(new { Clear = log.Generation != _requestLog.Generation, log.Count, rows });
            _requestLog = log;
        }
    }

    private void AddTickets(JsonObject changes)
    {
        (int Generation, int Count) store = (state.Tickets.Generation, state.Tickets.Count);
        TicketSummary[] rows = _tickets.Changes([.. state.Tickets.Newest(Newest, state.Behaviour).Select(TicketSummary.Of)]);
        if (rows.Length > 0 || store != _ticketStore)
        {
            changes["tickets"] = ControlJson.Write(new { Clear = store.Generation != _ticketStore.Generation, store.Count, rows });
            _ticketStore = store;
        }
    }

    private void AddSettings(JsonObject changes)
    {
        Behaviour behaviour = state.Behaviour;
        if (behaviour != _behaviour)
        {
            changes["behaviour"] = ControlJson.Write(behaviour);
            _behaviour = behaviour;
        }

        Fault[] faults = state.Faults.All();
        if (_faults is null || !faults.SequenceEqual(_faults))
        {
            changes["faults"] = ControlJson.Write(faults);
            _faults = faults;
        }
    }

    private void AddClock(JsonObject changes)
    {
        (bool Runs, TimeSpan Ahead) clock = (state.Clock.IsRunning, state.Clock.GetUtcNow() - DateTimeOffset.UtcNow);
        if (clock.Runs != _clock?.Runs || (clock.Ahead - _clock.Value.Ahead).Duration() > TimeSpan.FromSeconds(1))
        {
            changes["clock"] = ControlJson.Write(new { Now = state.Clock.GetUtcNow(), clock.Runs, IsTurned = clock.Ahead.Duration() > TimeSpan.FromSeconds(1) });
            _clock = clock;
        }
    }

    private void AddLimit(JsonObject changes)
    {
        // The second that was the last one may have grown; and if it is gone, so are all before it.
        long last = _limit.Seconds is [.., RateSecond second] ? second.Second : 0;
        RateSecond[] seconds = state.Rate.History.Since(last);
        int limit = state.RequestsPerMinute;
        if (limit != _limit.Limit || !seconds.SequenceEqual(_limit.Seconds.TakeLast(1)))
        {
            bool clear = seconds.FirstOrDefault().Second != last || last == 0;
            changes["limit"] = ControlJson.Write(new { PerMinute = limit, Now = DateTimeOffset.UtcNow, clear, seconds });
            _limit = (limit, seconds);
        }
    }
}
