using System;
using System.IO;

namespace NocExpress.Client.Journal;

/// <summary>Where a journal lies: in a file, or under a name in a table.</summary>
/// <param name="Name">The path of the file, or the name as the user gave it.</param>
/// <param name="Table">The table; none where it is a file.</param>
internal sealed record JournalPlace(string Name, Uri? Table = null)
{
    private static readonly char[] _wildcards = ['*', '?', '[', ']', '`'];

    public string ShortName => Table is null ? Path.GetFileName(Name) : Name;

    /// <summary>What <c>Get-NocJournal</c> takes for it.</summary>
    public string Argument => $"{(Table is not null ? "-Name " : Name.IndexOfAny(_wildcards) >= 0 ? "-LiteralPath " : "")}'{Name.Replace("'", "''")}'";

    public override string ToString() => Name;
}
