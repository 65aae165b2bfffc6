using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using NocExpress.AzureTable;
using NocExpress.Client.Journal;
using NocExpress.Client.Sharing;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Journal;

/// <summary>Who has a circuit, and who has it when its run is dead or asleep.</summary>
public sealed class TableLeaseTests : StoreTest
{
    [AzuriteFact]
    public async Task A_circuit_is_claimed_by_one_of_two_runs()
    {
        ISharedJournal one = await OpenAsync(), other = await OpenAsync();
        JournalClaim mine = await ClaimOfAsync(one, 1, 2), theirs = await ClaimOfAsync(other, 2, 3);

        Assert.True(await one.TryClaimAsync(mine, default));

        Assert.False(await other.TryClaimAsync(theirs, default));
        Assert.Equal(CircuitState.Held, (await FindAsync(other, 2))!.State);
        Assert.Null(await FindAsync(other, 3));
    }

    [AzuriteFact]
    public async Task Claims_of_many_circuits_that_cross_are_all_or_none()
    {
        ISharedJournal one = await OpenAsync(), other = await OpenAsync();
        JournalClaim mine = await ClaimOfAsync(one, [.. Enumerable.Range(1, 240)]);
        JournalClaim theirs = await ClaimOfAsync(other, [.. Enumerable.Range(150, 240)]);

        bool[] won = await Task.WhenAll(one.TryClaimAsync(mine, default), other.TryClaimAsync(theirs, default));

        Assert.Single(won, claimed => claimed);
        ISharedJournal winner = won[0] ? one : other;
        Assert.True(await winner.TryBeginAsync(won[0] ? mine : theirs, default));
        Assert.Equal(240, (await winner.AllAsync(default)).Count(record => record.State == CircuitState.Held));
    }

    [AzuriteFact]
    public async Task A_claim_is_held_as_long_as_its_run_renews_it()
    {
        RequestLease.Length = TimeSpan.FromSeconds(3);
        ISharedJournal one = await OpenAsync(), other = await OpenAsync();
        JournalClaim claim = await ClaimOfAsync(one, 1);
        await one.TryClaimAsync(claim, default);

        await Task.Delay(TimeSpan.FromSeconds(6));

        Assert.Equal(CircuitState.Held, (await FindAsync(other, 1))!.State);
        Assert.True(await one.TryBeginAsync(claim, default));
    }

    /// <summary>A clock that does not move renews nothing, like a machine that is suspended.</summary>
    [AzuriteFact]
    public async Task A_run_that_slept_through_the_end_of_its_claim_sends_nothing()
    {
        RequestLease.Length = TimeSpan.FromSeconds(2);
        ISharedJournal asleep = await OpenAsync(new FakeTimeProvider(DateTimeOffset.UtcNow)), awake = await OpenAsync();
        JournalClaim lapsed = await ClaimOfAsync(asleep, 1, 2);
        Assert.True(await asleep.TryClaimAsync(lapsed, default));
        await BecomesAsync(awake, 1, CircuitState.NotSent);

        JournalClaim taken = await ClaimOfAsync(awake, 1);
        Assert.True(await awake.TryClaimAsync(taken, default));
        Assert.True(await awake.TryBeginAsync(taken, default));

        Assert.False(await asleep.TryBeginAsync(lapsed, default));
        Assert.Equal(CircuitState.NotSent, (await FindAsync(awake, 2))!.State);
    }

    [AzuriteFact]
    public async Task A_run_that_slept_and_whose_claim_nobody_has_taken_goes_on()
    {
        RequestLease.Length = TimeSpan.FromSeconds(2);
        ISharedJournal asleep = await OpenAsync(new FakeTimeProvider(DateTimeOffset.UtcNow)), awake = await OpenAsync();
        JournalClaim lapsed = await ClaimOfAsync(asleep, 1);
        await asleep.TryClaimAsync(lapsed, default);
        await BecomesAsync(awake, 1, CircuitState.NotSent);
        JournalClaim late = await ClaimOfAsync(awake, 1);

        Assert.True(await asleep.TryBeginAsync(lapsed, default));

        Assert.False(await awake.TryClaimAsync(late, default));
        Assert.NotEqual(CircuitState.NotSent, (await FindAsync(awake, 1))!.State);
    }

    [AzuriteFact]
    public async Task What_was_sent_by_a_run_that_died_is_unknown_and_recorded_all_the_same_where_it_wakes_up()
    {
        RequestLease.Length = TimeSpan.FromSeconds(2);
        ISharedJournal asleep = await OpenAsync(new FakeTimeProvider(DateTimeOffset.UtcNow)), awake = await OpenAsync();
        JournalClaim claim = await ClaimOfAsync(asleep, 1);
        await asleep.TryClaimAsync(claim, default);
        await asleep.TryBeginAsync(claim, default);

        CircuitRecord unknown = await BecomesAsync(awake, 1, CircuitState.Claimed);
        Assert.Equal(Verdict.Unknown, new JournalRules(false, TimeSpan.FromDays(7)).VerdictOn(unknown, awake.Now));

        await asleep.RecordAsync(claim, Opened(claim, 8100001, """[{"id":8100001}]"""), default);
        Assert.Equal((CircuitState.Opened, 8100001L), ((await FindAsync(awake, 1)) is { } record) ? (record.State, record.TicketId!.Value) : default);
    }

    [AzuriteFact]
    public async Task An_answer_that_comes_after_a_person_has_settled_the_entry_is_refused_by_the_table()
    {
        RequestLease.Length = TimeSpan.FromSeconds(2);
        ISharedJournal asleep = await OpenAsync(new FakeTimeProvider(DateTimeOffset.UtcNow)), awake = await OpenAsync();
        JournalClaim claim = await ClaimOfAsync(asleep, 1);
        await asleep.TryClaimAsync(claim, default);
        await asleep.TryBeginAsync(claim, default);
        await awake.SettleAsync(await BecomesAsync(awake, 1, CircuitState.Claimed), new Settlement(awake.Now, "somebody"), default);

        await Assert.ThrowsAsync<System.IO.IOException>(() => asleep.RecordAsync(claim, Opened(claim, 8100001, "[]"), default));

        Assert.Equal(CircuitState.NotSent, (await FindAsync(awake, 1))!.State);
    }

    [AzuriteTheory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task The_clock_of_a_machine_that_is_an_hour_off_changes_nothing(int hours)
    {
        ISharedJournal one = await OpenAsync(), other = await OpenAsync(new ShiftedTime(TimeSpan.FromHours(hours)));
        JournalClaim claim = await ClaimOfAsync(one, 1);
        await one.TryClaimAsync(claim, default);

        Assert.Equal(CircuitState.Held, (await FindAsync(other, 1))!.State);
        Assert.InRange(other.Now - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
    }

    [AzuriteFact]
    public async Task A_claim_that_is_let_go_of_is_free_at_once()
    {
        ISharedJournal one = await OpenAsync(), other = await OpenAsync();
        JournalClaim claim = await ClaimOfAsync(one, 1);
        await one.TryClaimAsync(claim, default);

        await one.ReleaseAsync(claim);

        Assert.True(await other.TryClaimAsync(await ClaimOfAsync(other, 1), default));
    }

    [AzuriteFact]
    public async Task An_attempt_that_the_server_refused_may_be_followed_by_another_of_the_same_request()
    {
        ISharedJournal one = await OpenAsync();
        JournalClaim claim = await ClaimOfAsync(one, 1);
        await one.TryClaimAsync(claim, default);
        await one.TryBeginAsync(claim, default);
        await one.RecordAsync(claim, [new SiteOutcome(claim.Request.Sites[0], [1], CircuitState.Refused, one.Now) { Reason = "429" }], default);

        Assert.True(await one.TryBeginAsync(claim, default));
        await one.RecordAsync(claim, Opened(claim, 8100001, "[]"), default);

        Assert.Equal(CircuitState.Opened, (await FindAsync(one, 1))!.State);
    }

    [AzuriteTheory]
    [InlineData(140_000, 140_000)]
    [InlineData(400_000, 0)]
    public async Task Tickets_longer_than_a_property_are_kept_in_pieces_and_what_no_entity_holds_is_left_out(int length, int kept)
    {
        ISharedJournal one = await OpenAsync();
        JournalClaim claim = await ClaimOfAsync(one, 1);
        await one.TryClaimAsync(claim, default);
        await one.TryBeginAsync(claim, default);
        string tickets = "[\"" + string.Concat(Enumerable.Repeat("😀\\\"é", length / 5)) + "\"]";

        await one.RecordAsync(claim, Opened(claim, 8100001, tickets), default);

        CircuitRecord record = (await FindAsync(one, 1))!;
        Assert.Equal(8100001, record.TicketId);
        Assert.Equal(kept == 0 ? "[]" : tickets, await one.TicketsAsync(record, default));
    }

    private sealed class ShiftedTime(TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
    }
}
