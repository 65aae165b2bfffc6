namespace NocExpress.Client.Lists;

/// <summary>What a server has shown of how it cuts a list.</summary>
internal sealed record PagingFacts
{
    /// <summary>How many rows it gives where nobody asks for a number, once it has been seen to cut there.</summary>
    public int? Default { get; init; }

    /// <summary>The largest <c>page_size</c> that it has accepted.</summary>
    public int? Size { get; init; }

    /// <summary>The smallest <c>page_size</c> that it has refused.</summary>
    public int? Refused { get; init; }

    /// <summary>The number of rows at which it cuts, whatever larger number is asked for.</summary>
    public int? Cap { get; init; }

    /// <summary>The most rows that it has given in one answer to a <c>page_size</c> of ours.</summary>
    public int Most { get; init; }

    /// <summary>Whether <c>page</c> works; null where that has not shown.</summary>
    public bool? HasPages { get; init; }

    /// <summary>The <c>page_size</c> to begin with: none where the server does not cut by itself.</summary>
    public int? SizeToAskFor => Default is null ? null : Size;

    /// <summary>How many rows fit into one answer, or null where no limit has shown.</summary>
    public int? RowsPerAnswer => Default is null ? null : Cap ?? Size ?? Default;
}
