using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NocExpress.Client.Pacing;

/// <summary>
/// The requests that the server may still count against the limit, and until when it has asked to hold back. A request counts from the
/// moment it goes out until 60 seconds after its answer: wherever in between the server saw it, no 60 seconds of the server's hold too many.
/// A server need not count by the minute: one that lets a request through each second (a leaky bucket, as nginx's limit_req) refuses what
/// comes at
/// once, and is given them one by one. Times are those of a clock that never steps back.
/// </summary>
internal sealed class RequestWindow
{
    private static readonly TimeSpan _length = TimeSpan.FromSeconds(60);

    /// <summary>A process that was killed never says that its requests have ended. Few last as long as this.</summary>
    private static readonly TimeSpan _longestUnderWay = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan _longestBackoff = TimeSpan.FromSeconds(60);

    /// <summary>A server that asks for a year is asked again after this.</summary>
    private static readonly TimeSpan _longestHold = TimeSpan.FromDays(1);

    /// <summary>A server that names a time and refuses again when it is over, such as one that says 0, is given so much more at the most.</summary>
    private static readonly TimeSpan _longestDoubt = TimeSpan.FromSeconds(2);

    /// <summary>So long a refusal is remembered after which none came.</summary>
    private static readonly TimeSpan _contentment = TimeSpan.FromSeconds(60);

    /// <summary>So long the others wait for the answer to the first request after a hold.</summary>
    private static readonly TimeSpan _longestProbe = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How much longer than 60 seconds ÷ limit the time between two requests is, that go one by one: their ways to the server are not
    /// equally long. With each
    /// refusal that comes all the same it is longer again.
    /// </summary>
    private const double Slack = 0.02;
    private const double MoreSlack = 0.03;
    private const int MostSlack = 6;

    private readonly Dictionary<long, TimeSpan> _underWay = [];
    private readonly Queue<TimeSpan> _ended = new();
    private TimeSpan _lastEntered;
    private TimeSpan _heldSince;
    private TimeSpan _heldUntil;
    private int _refusals;

    /// <summary>Until when requests go one by one: without end until the server has taken one.</summary>
    private TimeSpan _oneByOneUntil;
    private int _slack;

    /// <summary>How far the clocks of those who share the window may be apart.</summary>
    private TimeSpan _doubt;

    private bool IsProbing => _oneByOneUntil == TimeSpan.MaxValue;

    /// <summary>Admits a request, or says how long to wait before asking again.</summary>
    public RequiredWait Enter(long id, int limit, TimeSpan now)
    {
        Forget(now);
        if (_heldUntil > now)
        {
            return new RequiredWait(_heldUntil - now, WaitReason.HoldBack);
        }

        if (_oneByOneUntil > now && NextOneByOne(limit, now) is { Ticks: > 0 } turn)
        {
            return new RequiredWait(turn, WaitReason.OneByOne);
        }

        int tooMany = _underWay.Count + _ended.Count - limit + 1;
        if (tooMany <= 0)
        {
            _underWay[id] = now;
            _lastEntered = now;
            return default;
        }

        // Where too many are under way, none can follow before one of them ends and 60 seconds more.
        TimeSpan free = tooMany <= _ended.Count ? _ended.ElementAt(tooMany - 1) : now;
        return new RequiredWait(free + _length + _doubt - now, WaitReason.Limit);
    }

    /// <summary>The request has ended, and may count. An answer that is no refusal tells that the server has patience again.</summary>
    public void Leave(long id, bool wasAccepted, TimeSpan now)
    {
        bool isNews = End(id) is { } entered && entered > _heldSince;
        _ended.Enqueue(now);
        if (wasAccepted && isNews)
        {
            _refusals = 0;
            _oneByOneUntil = IsProbing ? now + _contentment : _oneByOneUntil;
        }
    }

    /// <summary>
    /// The server refused the request as one too many, so that it does not count: everybody holds back, as long as it asks, or else longer
    /// each time. Then
    /// one goes first, and the others follow one by one, until it has been content for a minute. Where it said how long to wait, that is
    /// for it to say, and they
    /// go as before, unless it refuses again.
    /// </summary>
    /// <param name="id">The request: a refusal of one that went out before the others began to hold back is no news.</param>
    /// <param name="retryAfter">How long the server asked to wait, if it did.</param>
    /// <param name="jitter">From 0 to 1: keeps processes that were refused together from coming back together.</param>
    /// <param name="now">The time.</param>
    public void Refuse(long id, TimeSpan? retryAfter, double jitter, TimeSpan now)
    {
        TimeSpan entered = End(id) ?? now;
        if (retryAfter is null ? entered <= _heldSince : entered < _heldSince)
        {
            _heldUntil = Longer(now + Shorter(retryAfter ?? TimeSpan.Zero, _longestHold), _heldUntil);
            return;
        }

        bool isAgain = _refusals > 0 || (_heldSince > TimeSpan.Zero && now - _heldUntil < _contentment);
        bool cameTooEarly = _oneByOneUntil > now && !IsProbing;

        // Half a second is what one that came a little too early is short of at most, on common ways.
        TimeSpan backoff = Backoff(cameTooEarly ? _refusals - 1 : _refusals + 1, jitter);
        TimeSpan wait = retryAfter is not { } time ? backoff
            : _refusals == 0 ? Shorter(time, _longestHold)
            : Longer(Shorter(time, _longestHold), Shorter(Backoff(_refusals, jitter), _longestDoubt));
        _refusals++;
        if (retryAfter is null || isAgain)
        {
            _slack = Math.Min(cameTooEarly ? _slack + 1 : _slack, MostSlack);
            _oneByOneUntil = TimeSpan.MaxValue;
        }

        _heldSince = now;
        _heldUntil = Longer(now + wait, _heldUntil);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_lastEntered.Ticks);
        writer.Write(_heldSince.Ticks);
        writer.Write(_heldUntil.Ticks);
        writer.Write(_refusals);
        writer.Write(_oneByOneUntil.Ticks);
        writer.Write(_slack);
        writer.Write(_underWay.Count);
        foreach (KeyValuePair<long, TimeSpan> request in _underWay)
        {
            writer.Write(request.Key);
            writer.Write(request.Value.Ticks);
        }

        writer.Write(_ended.Count);
        foreach (TimeSpan end in _ended)
        {
            writer.Write(end.Ticks);
        }
    }

    /// <summary>An empty window for several machines.</summary>
    /// <param name="doubt">How far their clocks may be apart.</param>
    public static RequestWindow New(TimeSpan doubt) => new() { _doubt = doubt };

    /// <summary>Reads what <see cref="Write"/> wrote. The clock begins anew when the machine does: times that lie ahead are from before, and below zero there are none.</summary>
    /// <param name="reader">What was written.</param>
    /// <param name="now">The time.</param>
    /// <param name="doubt">How far the clocks of those who share the window may be apart.</param>
    /// <exception cref="EndOfStreamException">There is nothing, or it is cut off.</exception>
    public static RequestWindow Read(BinaryReader reader, TimeSpan now, TimeSpan doubt = default)
    {
        RequestWindow window = new()
        {
            _doubt = doubt,
            _lastEntered = new TimeSpan(reader.ReadInt64()),
            _heldSince = new TimeSpan(reader.ReadInt64()),
            _heldUntil = new TimeSpan(reader.ReadInt64()),
            _refusals = reader.ReadInt32(),
            _oneByOneUntil = new TimeSpan(reader.ReadInt64()),
            _slack = reader.ReadInt32(),
        };
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            long id = reader.ReadInt64();
            window._underWay[id] = new TimeSpan(reader.ReadInt64());
        }

        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            window._ended.Enqueue(new TimeSpan(reader.ReadInt64()));
        }

        IEnumerable<TimeSpan> past = window._underWay.Values.Concat(window._ended).Append(window._lastEntered).Append(window._heldSince);
        bool isFromBefore = past.Any(time => time < TimeSpan.Zero || time > now + doubt)
            || window._refusals < 0
            || window._slack is < 0 or > MostSlack
            || (!window.IsProbing && window._oneByOneUntil > now + doubt + _contentment);
        return isFromBefore ? new RequestWindow() : window;
    }

    /// <summary>
    /// How long until the next of those that go one by one. The first after a hold is waited for: it tells whether the server has patience
    /// again.
    /// </summary>
    private TimeSpan NextOneByOne(int limit, TimeSpan now)
    {
        double seconds = _length.TotalSeconds / limit * (1 + Slack + (MoreSlack * _slack));
        TimeSpan turn = _lastEntered + TimeSpan.FromSeconds(seconds) - now;
        bool isProbeUnderWay = IsProbing && _underWay.Values.Any(entered => entered > _heldSince && now - entered < _longestProbe);
        return isProbeUnderWay ? Longer(turn, TimeSpan.FromSeconds(seconds)) : turn;
    }

    private TimeSpan? End(long id)
    {
        if (!_underWay.TryGetValue(id, out TimeSpan entered))
        {
            return null;
        }

        _underWay.Remove(id);
        return entered;
    }

    private void Forget(TimeSpan now)
    {
        while (_ended.Count > 0 && now - _ended.Peek() >= _length + _doubt)
        {
            _ended.Dequeue();
        }

        foreach (long id in _underWay.Where(request => now - request.Value > _longestUnderWay).Select(request => request.Key).ToArray())
        {
            _underWay.Remove(id);
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Backoff(int refusals, double jitter)
    {
        double seconds = Math.Min(Math.Pow(2, refusals), _longestBackoff.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (1 + (jitter / 4)));
    }
}
