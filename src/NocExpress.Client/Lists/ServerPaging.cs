using System;

namespace NocExpress.Client.Lists;

/// <summary>
/// The one place that knows how the server of a connection pages one of its lists: its default, its maximum, whether it refuses or lowers,
/// and whether <c>page</c> works. It is learnt from lists that had to be gone on with, by whoever reads one, and a server that changes its
/// mind is believed anew.
/// </summary>
internal sealed class ServerPaging
{
    private readonly object _gate = new();
    private volatile PagingFacts _facts = new();

    public PagingFacts Facts => _facts;

    /// <summary>Whether a list of which so many rows came may go on: it is as long as was asked for, or as servers cut lists.</summary>
    /// <param name="asked">The <c>page_size</c> that was asked for.</param>
    /// <param name="count">How many rows came.</param>
    /// <param name="isOurs">Whether the size is ours, and not the user's: to a large one the server may give less, and has said how much.</param>
    public bool IsSuspect(int? asked, int count, bool isOurs)
    {
        PagingFacts facts = _facts;
        return count > 0
            && (count >= asked
                || PageSizes.IsUsual(count)
                || count == (asked is null ? facts.Default : facts.Cap)
                || (asked is not null && isOurs && facts.HasPages != false && count > facts.Most));
    }

    /// <summary>A larger <c>page_size</c> that is worth trying, or none.</summary>
    /// <param name="accepted">The size that was accepted.</param>
    /// <param name="count">How many rows came for it.</param>
    /// <param name="isLast">Whether there is no other way on.</param>
    public int? LargerThan(int accepted, int count, bool isLast)
    {
        PagingFacts facts = _facts;
        bool lowers = facts.Cap == count && accepted > count;
        return lowers ? null : PageSizes.After(accepted, facts.Refused, isLast);
    }

    public void CutsByDefault(int count) => Learn(facts => facts with { Default = count });

    public void HasPages(bool does) => Learn(facts => facts with { HasPages = does });

    /// <summary>The server cuts at so many rows, though more were asked for.</summary>
    public void CutsAt(int count) => Learn(facts => facts with { Cap = count });

    /// <summary>The server does not cut at so many rows: as many have come of a list that has no more.</summary>
    public void DoesNotCutAt(int count) => Learn(facts => facts with { Cap = facts.Cap == count ? null : facts.Cap });

    public void Accepts(int size, int count) => Learn(facts => facts with
    {
        Size = Math.Max(size, facts.Size ?? 0),
        Refused = facts.Refused > size ? facts.Refused : null,
        Cap = facts.Cap < count ? null : facts.Cap,
        Most = Math.Max(count, facts.Most),
    });

    public void Refuses(int size) => Learn(facts => facts with
    {
        Size = facts.Size < size ? facts.Size : null,
        Refused = facts.Refused < size ? facts.Refused : size,
        Most = facts.Size < size ? facts.Most : 0,
    });

    /// <summary>Forgets what the server has refused: it may have changed its mind.</summary>
    public void ForgetRefusal() => Learn(static facts => facts with { Refused = null });

    private void Learn(Func<PagingFacts, PagingFacts> change)
    {
        lock (_gate)
        {
            _facts = change(_facts);
        }
    }
}
