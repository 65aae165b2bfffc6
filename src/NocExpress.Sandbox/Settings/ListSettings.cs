using System;
using System.Text.Json;

namespace NocExpress.Sandbox.Settings;

/// <summary>
/// How a list is cut. The documents name page_size, and neither its default nor its maximum, nor any page number; the siblings of the API
/// have all of them, each its own. A list can be each of these servers, and those that a client must survive.
/// </summary>
internal sealed record ListSettings
{
    /// <summary>
    /// The rows of a response where no page_size is asked for; null for all. The siblings have 20, the presumed ticket system 25.
    /// </summary>
    public int? DefaultSize { get; init; }

    /// <summary>The largest page_size; null for none. The siblings have 100 or 10000, the presumed ticket system 1000.</summary>
    public int? MaximumSize { get; init; }

    /// <summary>What becomes of a page_size above it. The siblings only say what is allowed.</summary>
    public Oversize Oversize { get; init; }

    /// <summary>What becomes of page=N. The siblings count it from 1; here it is not documented.</summary>
    public PageNumbers Pages { get; init; }

    /// <summary>What a page after the last one brings: no page of the vendor's says it, and frameworks differ.</summary>
    public BeyondLastPage Beyond { get; init; }

    /// <summary>Each page begins with so many rows of the one before it, as where an offset is counted wrongly.</summary>
    public int Overlap { get; init; }

    /// <summary>Whether the rows keep their order from request to request. A database query without ORDER BY promises none.</summary>
    public RowOrder Order { get; init; }

    /// <summary>Rows have no id, by which a client would tell one that it has seen.</summary>
    public bool WithoutIds { get; init; }

    /// <summary>After so many responses the first row is deleted, so that the first one of page 2 moves to page 1.</summary>
    public int? FirstRowVanishesAfter { get; init; }

    /// <summary>The first row is created after so many responses, so that the last one of page 1 moves to page 2.</summary>
    public int? FirstRowAppearsAfter { get; init; }

    /// <summary>Every page is full of new rows, for ever: a client must end by itself.</summary>
    public bool Endless { get; init; }

    /// <summary>What the list comes in; null for <see cref="Behaviour.Envelope"/>.</summary>
    public Envelope? Envelope { get; init; }

    /// <summary>Where the envelope tells of the page, and of the two below.</summary>
    public PageInfo Info { get; init; }

    /// <summary>
    /// Under which name it tells how many rows there are; null if it does not. The siblings' inner names are unpublished.
    /// </summary>
    public string? Total { get; init; }

    /// <summary>By how much that number is wrong, as where a count is cached, or filters are applied after counting.</summary>
    public int TotalError { get; init; }

    /// <summary>Under which name it links to the next page; null if it does not.</summary>
    public string? Next { get; init; }

    /// <summary>The scheme and host that the link leads to; null for this server. A client that follows it gives its token away.</summary>
    public string? NextHost { get; init; }

    /// <exception cref="JsonException">No server can be meant.</exception>
    public void Check(string list, Envelope envelope)
    {
        Require(DefaultSize is null or >= 1 && MaximumSize is null or >= 1, "defaultSize and maximumSize must be at least 1.");
        Require(!(DefaultSize > MaximumSize), "defaultSize must not be above maximumSize.");
        Require(Overlap >= 0, "overlap must not be negative.");
        Require(FirstRowVanishesAfter is null or >= 1 && FirstRowAppearsAfter is null or >= 1, "firstRow... must be at least 1.");
        Require(
            !Endless || (Pages == PageNumbers.Honoured && Order == RowOrder.Stable), "endless needs pages = honoured and a stable order.");
        Require(Info != PageInfo.None || (Total is null && Next is null), "total and next need info.");
        Require(Info == PageInfo.None || envelope != Settings.Envelope.Array, "info needs an envelope, and a bare array is none.");
        Require(Total is null || Total != Next, "total and next need different names.");
        Require(NextHost is null || Uri.IsWellFormedUriString(NextHost, UriKind.Absolute), "nextHost must be an absolute URI.");

        void Require(bool condition, string message)
        {
            if (!condition)
            {
                throw new JsonException($"{list}: {message}");
            }
        }
    }
}
