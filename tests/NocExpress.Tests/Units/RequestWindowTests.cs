using System;
using System.IO;
using NocExpress.Client.Pacing;
using Xunit;

namespace NocExpress.Tests.Units;

/// <summary>The rules of the limit, by times that the test gives.</summary>
public sealed class RequestWindowTests
{
    private readonly RequestWindow _window = new();

    [Fact]
    public void Requests_below_the_limit_enter_at_once()
    {
        Assert.Equal(default, _window.Enter(1, limit: 2, At(0)));
        Assert.Equal(default, _window.Enter(2, limit: 2, At(0)));
    }

    [Fact]
    public void A_request_counts_until_60_seconds_after_its_end()
    {
        _window.Enter(1, limit: 1, At(0));
        _window.Leave(1, wasAccepted: true, At(10));

        Assert.Equal(new RequiredWait(At(60), IsAskedFor: false), _window.Enter(2, limit: 1, At(10)));
        Assert.Equal(new RequiredWait(At(1), IsAskedFor: false), _window.Enter(2, limit: 1, At(69)));
        Assert.Equal(default, _window.Enter(2, limit: 1, At(70)));
    }

    [Fact]
    public void While_a_request_is_under_way_the_next_above_the_limit_waits_60_seconds_before_it_asks_again()
    {
        _window.Enter(1, limit: 1, At(0));

        Assert.Equal(new RequiredWait(At(60), IsAskedFor: false), _window.Enter(2, limit: 1, At(100)));
    }

    [Fact]
    public void The_request_that_ended_first_makes_room_first()
    {
        Through(1, At(0));
        Through(2, At(20));

        Assert.Equal(At(40), _window.Enter(3, limit: 2, At(20)).Length);
        Assert.Equal(At(60), _window.Enter(3, limit: 1, At(20)).Length);
    }

    [Fact]
    public void A_request_that_never_ends_is_forgotten_after_three_minutes()
    {
        _window.Enter(1, limit: 1, At(0));

        Assert.NotEqual(default, _window.Enter(2, limit: 1, At(180)));
        Assert.Equal(default, _window.Enter(2, limit: 1, At(181)));
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(600, 600)]
    [InlineData(31_536_000, 86_400)]
    public void After_a_refusal_requests_wait_for_as_long_as_the_server_asked_and_a_day_at_most(int asked, int waited)
    {
        _window.HoldBack(At(0), At(asked), jitter: 1, At(5));

        Assert.Equal(new RequiredWait(At(waited), IsAskedFor: true), _window.Enter(1, limit: 60, At(5)));
        Assert.Equal(default, _window.Enter(1, limit: 60, At(5 + waited)));
    }

    [Fact]
    public void Without_Retry_After_the_wait_doubles_with_each_refusal_up_to_a_minute_and_its_jitter()
    {
        double now = 0;
        foreach (int seconds in new[] { 2, 4, 8, 16, 32, 60, 60 })
        {
            _window.HoldBack(At(now), asked: null, jitter: 0, At(now));
            Assert.Equal(At(seconds), _window.Enter(1, limit: 60, At(now)).Length);
            now += seconds;
        }

        _window.HoldBack(At(now), asked: null, jitter: 1, At(now));
        Assert.Equal(At(75), _window.Enter(1, limit: 60, At(now)).Length);
    }

    [Fact]
    public void A_request_that_was_accepted_lets_the_wait_begin_anew()
    {
        _window.HoldBack(At(0), asked: null, jitter: 0, At(0));
        _window.HoldBack(At(2), asked: null, jitter: 0, At(2));
        Through(1, At(6));

        _window.HoldBack(At(7), asked: null, jitter: 0, At(7));

        Assert.Equal(At(2), _window.Enter(2, limit: 60, At(7)).Length);
    }

    [Fact]
    public void A_refusal_of_a_request_that_went_out_before_the_hold_does_not_lengthen_it()
    {
        _window.HoldBack(At(0), asked: null, jitter: 0, At(10));
        _window.HoldBack(At(1), asked: null, jitter: 0, At(11));

        Assert.Equal(At(1), _window.Enter(1, limit: 60, At(11)).Length);
    }

    [Fact]
    public void A_shorter_hold_does_not_end_a_longer_one()
    {
        _window.HoldBack(At(0), At(100), jitter: 0, At(0));
        _window.HoldBack(At(1), At(10), jitter: 0, At(1));

        Assert.Equal(At(99), _window.Enter(1, limit: 60, At(1)).Length);
    }

    [Fact]
    public void A_window_is_read_as_it_was_written()
    {
        _window.Enter(1, limit: 60, At(0));
        Through(2, At(5));
        _window.HoldBack(At(6), At(20), jitter: 0, At(6));

        RequestWindow read = Copy(At(7));

        Assert.Equal(new RequiredWait(At(19), IsAskedFor: true), read.Enter(3, limit: 60, At(7)));
        Assert.Equal(At(39), read.Enter(3, limit: 2, At(26)).Length);
    }

    /// <summary>The clock counts from the start of the machine.</summary>
    [Fact]
    public void A_window_from_before_the_machine_started_is_empty()
    {
        Through(1, At(1000));
        _window.HoldBack(At(1000), At(300), jitter: 0, At(1000));

        Assert.Equal(default, Copy(At(10)).Enter(2, limit: 1, At(10)));
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private void Through(long id, TimeSpan time)
    {
        _window.Enter(id, limit: 60, time);
        _window.Leave(id, wasAccepted: true, time);
    }

    private RequestWindow Copy(TimeSpan now)
    {
        MemoryStream content = new();
        using BinaryWriter writer = new(content);
        _window.Write(writer);
        writer.Flush();
        content.Position = 0;
        using BinaryReader reader = new(content);
        return RequestWindow.Read(reader, now);
    }
}
