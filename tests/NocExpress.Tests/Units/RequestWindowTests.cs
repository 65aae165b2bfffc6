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

        Assert.Equal(new RequiredWait(At(60), WaitReason.Limit), _window.Enter(2, limit: 1, At(10)));
        Assert.Equal(new RequiredWait(At(1), WaitReason.Limit), _window.Enter(2, limit: 1, At(69)));
        Assert.Equal(default, _window.Enter(2, limit: 1, At(70)));
    }

    [Fact]
    public void While_a_request_is_under_way_the_next_above_the_limit_waits_60_seconds_before_it_asks_again()
    {
        _window.Enter(1, limit: 1, At(0));

        Assert.Equal(new RequiredWait(At(60), WaitReason.Limit), _window.Enter(2, limit: 1, At(100)));
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
        _window.Refuse(9, At(asked), jitter: 1, At(5));

        Assert.Equal(new RequiredWait(At(waited), WaitReason.HoldBack), _window.Enter(1, limit: 60, At(5)));
        Assert.Equal(default, _window.Enter(1, limit: 60, At(5 + waited)));
    }

    [Fact]
    public void Without_Retry_After_the_wait_doubles_with_each_refusal_up_to_a_minute_and_its_jitter()
    {
        double now = 100;
        foreach (int seconds in new[] { 2, 4, 8, 16, 32, 60, 60 })
        {
            _window.Refuse(9, retryAfter: null, jitter: 0, At(now));
            Assert.Equal(At(seconds), _window.Enter(1, limit: 60, At(now)).Length);
            now += seconds;
        }

        _window.Refuse(9, retryAfter: null, jitter: 1, At(now));
        Assert.Equal(At(75), _window.Enter(1, limit: 60, At(now)).Length);
    }

    [Fact]
    public void After_a_hold_one_request_goes_first_and_the_others_follow_one_by_one()
    {
        _window.Refuse(9, retryAfter: null, jitter: 0, At(100));

        Assert.Equal(default, _window.Enter(1, limit: 60, At(102)));
        Assert.Equal(WaitReason.OneByOne, _window.Enter(2, limit: 60, At(103.5)).Reason);
        _window.Leave(1, wasAccepted: true, At(104));
        Assert.Equal(default, _window.Enter(2, limit: 60, At(104)));
        Assert.Equal(new RequiredWait(At(1.02), WaitReason.OneByOne), _window.Enter(3, limit: 60, At(104)));
    }

    [Fact]
    public void Requests_go_as_before_when_the_server_has_been_content_for_a_minute()
    {
        _window.Refuse(9, retryAfter: null, jitter: 0, At(100));
        Through(1, At(102));

        Assert.Equal(default, _window.Enter(2, limit: 60, At(162)));
        Assert.Equal(default, _window.Enter(3, limit: 60, At(162)));
    }

    [Fact]
    public void A_refused_request_does_not_fill_the_window()
    {
        _window.Enter(1, limit: 1, At(100));
        _window.Refuse(1, At(1), jitter: 0, At(100));

        Assert.Equal(default, _window.Enter(2, limit: 1, At(101)));
    }

    [Fact]
    public void A_refusal_of_one_that_came_a_little_too_early_holds_for_half_a_second()
    {
        _window.Refuse(9, retryAfter: null, jitter: 0, At(100));
        Through(1, At(102));

        _window.Refuse(9, retryAfter: null, jitter: 0, At(103.5));

        Assert.Equal(At(0.5), _window.Enter(2, limit: 60, At(103.5)).Length);
    }

    [Fact]
    public void A_refusal_of_a_request_that_went_out_before_the_hold_does_not_lengthen_it()
    {
        _window.Enter(1, limit: 60, At(100));
        _window.Enter(2, limit: 60, At(101));
        _window.Refuse(1, retryAfter: null, jitter: 0, At(110));
        _window.Refuse(2, retryAfter: null, jitter: 0, At(111));

        Assert.Equal(At(1), _window.Enter(3, limit: 60, At(111)).Length);
    }

    [Fact]
    public void A_shorter_hold_does_not_end_a_longer_one()
    {
        _window.Refuse(8, At(100), jitter: 0, At(100));
        _window.Refuse(9, At(10), jitter: 0, At(101));

        Assert.Equal(At(99), _window.Enter(1, limit: 60, At(101)).Length);
    }

    [Fact]
    public void A_window_is_read_as_it_was_written()
    {
        _window.Enter(1, limit: 60, At(0));
        Through(2, At(5));
        _window.Refuse(9, At(20), jitter: 0, At(6));

        RequestWindow read = Copy(At(7));

        Assert.Equal(new RequiredWait(At(19), WaitReason.HoldBack), read.Enter(3, limit: 60, At(7)));
        Assert.Equal(At(39), read.Enter(3, limit: 2, At(26)).Length);
    }

    /// <summary>The clock counts from the start of the machine.</summary>
    [Fact]
    public void A_window_from_before_the_machine_started_is_empty()
    {
        Through(1, At(1000));
        _window.Refuse(9, At(300), jitter: 0, At(1000));

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
