using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NocExpress.Client.Pacing;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Waiting;

/// <summary>
/// The window beside a model of nginx's limit_req, by a clock that jumps from event to event: how long a hundred requests take, and that
/// none is lost.
/// </summary>
public sealed class LeakyBucketTests
{
    private const int Requests = 100;
    private const int AtOnce = 4;
    private const int PerMinute = 60;

    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(130);

    public static TheoryData<int, int> Buckets
    {
        get
        {
            TheoryData<int, int> all = [];
            for (int burst = 0; burst <= 20; burst++)
            {
                // Ways of up to so many milliseconds to the server.
                all.Add(burst, 20);
                all.Add(burst, 200);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Buckets))]
    public void A_hundred_requests_take_no_more_than_130_seconds_whatever_the_burst(int burst, int longestWay)
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            Simulation simulation = new(burst, longestWay, seed);

            TimeSpan took = simulation.Run();

            Assert.Equal(Requests, simulation.Accepted);
            Assert.True(took <= _longest, $"seed {seed}: {took.TotalSeconds:0.0} s, and {simulation.Refused} refusals");
        }
    }

    [Fact]
    public void Whoever_reads_the_window_from_its_file_each_time_goes_one_by_one_as_well()
    {
        Simulation simulation = new(burst: 0, longestWay: 100, seed: 1) { IsShared = true };

        TimeSpan took = simulation.Run();

        Assert.Equal(Requests, simulation.Accepted);
        Assert.True(took <= _longest, took.ToString());
    }

    [Fact]
    public void After_a_minute_without_a_refusal_requests_go_together_again()
    {
        RequestWindow window = new();
        TimeSpan now = TimeSpan.FromHours(1);
        window.Enter(1, PerMinute, now);
        window.Refuse(1, null, 0, now + TimeSpan.FromSeconds(0.1));
        now += TimeSpan.FromSeconds(3);
        Assert.True(window.Enter(2, PerMinute, now).IsOver);
        window.Leave(2, wasAccepted: true, now + TimeSpan.FromSeconds(0.1));
        Assert.Equal(WaitReason.OneByOne, window.Enter(3, PerMinute, now + TimeSpan.FromSeconds(0.2)).Reason);

        now += TimeSpan.FromSeconds(61);

        Assert.All(Enumerable.Range(10, 20), id => Assert.True(window.Enter(id, PerMinute, now).IsOver));
    }

    /// <summary>Four workers, each of which sends a request again until the server takes it, and then the next.</summary>
    private sealed class Simulation(int burst, int longestWay, int seed)
    {
        private readonly NginxLimit _limit = new(PerMinute, burst, TimeProvider.System);
        private readonly Random _random = new(seed);
        private readonly PriorityQueue<Action<TimeSpan>, TimeSpan> _events = new();
        private RequestWindow _window = new();
        private long _lastId;
        private int _taken;

        public bool IsShared { get; init; }

        public int Accepted { get; private set; }

        public int Refused => _limit.Refused;

        public TimeSpan Run()
        {
            TimeSpan begin = TimeSpan.FromHours(1);
            TimeSpan now = begin;
            for (int worker = 0; worker < AtOnce; worker++)
            {
                _events.Enqueue(Next, begin);
            }

            while (_events.TryDequeue(out Action<TimeSpan>? happens, out now))
            {
                happens(now);
            }

            return _last - begin;
        }

        private TimeSpan _last;

        private void Next(TimeSpan now)
        {
            if (_taken < Requests)
            {
                _taken++;
                Enter(now);
            }
        }

        private void Enter(TimeSpan now)
        {
            long id = ++_lastId;
            RequiredWait wait = Use(now, window => window.Enter(id, PerMinute, now));
            if (!wait.IsOver)
            {
                // As the pacer does, which looks each second, and never sooner than in a whole millisecond.
                double milliseconds = Math.Min(Math.Ceiling(wait.Length.TotalMilliseconds), 1000);
                _events.Enqueue(Enter, now + TimeSpan.FromMilliseconds(milliseconds));
                return;
            }

            _events.Enqueue(arrived => Arrive(id, arrived), now + Way());
        }

        private void Arrive(long id, TimeSpan now)
        {
            bool isAdmitted = _limit.Admits(now);
            _events.Enqueue(answered => Answer(id, isAdmitted, answered), now + Way());
        }

        private void Answer(long id, bool isAdmitted, TimeSpan now)
        {
            Use(now, window =>
            {
                if (isAdmitted)
                {
                    window.Leave(id, wasAccepted: true, now);
                }
                else
                {
                    window.Refuse(id, null, _random.NextDouble(), now);
                }

                return true;
            });
            if (isAdmitted)
            {
                Accepted++;
                _last = now;
                Next(now);
            }
            else
            {
                Enter(now);
            }
        }

        private TimeSpan Way() => TimeSpan.FromMilliseconds(1 + (_random.NextDouble() * longestWay));

        private T Use<T>(TimeSpan now, Func<RequestWindow, T> use)
        {
            if (!IsShared)
            {
                return use(_window);
            }

            T result = use(_window);
            using MemoryStream content = new();
            using BinaryWriter writer = new(content);
            _window.Write(writer);
            writer.Flush();
            content.Position = 0;
            using BinaryReader reader = new(content);
            _window = RequestWindow.Read(reader, now);
            return result;
        }
    }
}
