using System;
using System.Linq;
using System.Text.RegularExpressions;
using NocExpress.Models;

namespace NocExpress.Connecting;

/// <summary>Decides which addresses are those of a table that a token may be sent to.</summary>
internal static class StorageAddress
{
    private static readonly string[] _otherServices = [".blob.", ".queue.", ".file.", ".dfs.", ".web."];
    private static readonly Regex _name = new("^[A-Za-z][A-Za-z0-9]{2,62}$");

    /// <exception cref="NocException">It is no address of a table.</exception>
    public static Uri? Parse(string source, string? text) => text is null ? null
        : Check(source, Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) ? uri : ServerAddress.Parse(source, text));

    /// <exception cref="NocException">It is no address of a table.</exception>
    public static Uri? Check(string source, Uri? uri)
    {
        if (uri is { IsAbsoluteUri: true, Query.Length: > 0 })
        {
            throw Invalid(source, uri, "has a query. Give a SAS by -StorageSas, which is not shown");
        }

        if (ServerAddress.Check(source, uri) is not { } table)
        {
            return null;
        }

        if (_otherServices.FirstOrDefault(service => table.Host.IndexOf(service, StringComparison.OrdinalIgnoreCase) >= 0) is { } other)
        {
            throw Invalid(source, table, $"is no table's, but that of another service of the account ({other.Trim('.')})");
        }

        string name = table.Segments.Last().TrimEnd('/');
        return _name.IsMatch(name)
            ? table
            : throw Invalid(source, table, $"does not end with a table's name, which is 3 to 63 letters and digits and begins with a letter: '{name}'");
    }

    private static NocException Invalid(string source, Uri uri, string problem) => new(
        NocErrorKind.ValidationFailed,
        $"{source} '{uri.GetLeftPart(UriPartial.Path)}' {problem}. A table's address is such as https://ACCOUNT.table.core.windows.net/TABLE.");
}
