namespace NocExpress.Client.Lists;

/// <summary>How the reading of a list ended.</summary>
internal enum ListEnd
{
    /// <summary>All of it came.</summary>
    Whole,

    /// <summary>The server cuts it, or may have, and offers no way to the rest.</summary>
    Cut,

    /// <summary>All that the server gives came, and by its own words there is more.</summary>
    SaidToBeLonger,

    /// <summary>It changed while it was read, each time.</summary>
    Changing,

    /// <summary>It went on for longer than any list.</summary>
    Endless,
}
