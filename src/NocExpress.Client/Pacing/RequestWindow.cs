using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NocExpress.Client.Pacing;

/// <summary>
/// The requests that the server may still count against the limit, and until when it has asked to hold back. A request counts from the
/// moment it goes out until 60 seconds after its answer: wherever in between the server saw it, no 60 seconds of the server's hold too many.
/// Times are those of a clock that never steps back.
/// </summary>
internal sealed class RequestWindow
{
    private static readonly TimeSpan _length = TimeSpan.FromSeconds(60);

    /// <summary>A process that was killed never says that its requests have ended. Few last as long as this.</summary>
    private static readonly TimeSpan _longestUnderWay = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan _longestBackoff = TimeSpan.FromSeconds(60);

    /// <summary>A server that asks for a year is asked again after this.</summary>
    private static readonly TimeSpan _longestHold = TimeSpan.FromDays(1);

    private readonly Dictionary<long, TimeSpan> _underWay = [];
    private readonly Queue<TimeSpan> _ended = new();
    private TimeSpan _heldSince;
    private TimeSpan _heldUntil;
    private int _refusals;

    /// <summary>Admits a request, or says how long to wait before asking again.</summary>
    public RequiredWait Enter(long id, int limit, TimeSpan now)
    {
        Forget(now);
        if (_heldUntil > now)
        {
            return new RequiredWait(_heldUntil - now, IsAskedFor: true);
        }

        int tooMany = _underWay.Count + _ended.Count - limit + 1;
        if (tooMany <= 0)
        {
            _underWay[id] = now;
            return default;
        }

        // Where too many are under way, none can follow before one of them ends and 60 seconds more.
        TimeSpan free = tooMany <= _ended.Count ? _ended.ElementAt(tooMany - 1) : now;
        return new RequiredWait(free + _length - now, IsAskedFor: false);
    }

    /// <summary>The request has ended. An answer that is no refusal tells that the server has patience again.</summary>
    public void Leave(long id, bool wasAccepted, TimeSpan now)
    {
        _underWay.Remove(id);
        _ended.Enqueue(now);
        if (wasAccepted)
        {
            _refusals = 0;
        }
    }

    /// <summary>The server refused the request as one too many: everybody holds back, as long as it asks, or else longer each time.</summary>
    /// <param name="enteredAt">When the request went out: a refusal of one that went out before the others began to hold back is no news.</param>
    /// <param name="asked">How long the server asked to wait, if it did.</param>
    /// <param name="jitter">From 0 to 1: keeps processes that were refused together from coming back together.</param>
    /// <param name="now">The time.</param>
    public void HoldBack(TimeSpan enteredAt, TimeSpan? asked, double jitter, TimeSpan now)
    {
        if (asked is null && enteredAt < _heldSince)
        {
            return;
        }

        TimeSpan wait = asked is { } time ? (time < _longestHold ? time : _longestHold) : Backoff(++_refusals, jitter);
        _heldSince = now;
        _heldUntil = now + wait > _heldUntil ? now + wait : _heldUntil;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_heldSince.Ticks);
        writer.Write(_heldUntil.Ticks);
        writer.Write(_refusals);
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

    /// <summary>Reads what <see cref="Write"/> wrote. The clock begins anew when the machine does: times that lie ahead are from before, and below zero there are none.</summary>
    /// <exception cref="EndOfStreamException">There is nothing, or it is cut off.</exception>
    public static RequestWindow Read(BinaryReader reader, TimeSpan now)
    {
        RequestWindow window = new()
        {
            _heldSince = new TimeSpan(reader.ReadInt64()),
            _heldUntil = new TimeSpan(reader.ReadInt64()),
            _refusals = reader.ReadInt32(),
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

        bool isFromBefore = window._heldSince > now || window._underWay.Values.Concat(window._ended).Any(time => time < TimeSpan.Zero || time > now);
        return isFromBefore ? new RequestWindow() : window;
    }

    private void Forget(TimeSpan now)
    {
        while (_ended.Count > 0 && now - _ended.Peek() >= _length)
        {
            _ended.Dequeue();
        }

        foreach (long id in _underWay.Where(request => now - request.Value > _longestUnderWay).Select(request => request.Key).ToArray())
        {
            _underWay.Remove(id);
        }
    }

    private static TimeSpan Backoff(int refusals, double jitter)
    {
        double seconds = Math.Min(Math.Pow(2, refusals), _longestBackoff.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (1 + (jitter / 4)));
    }
}
