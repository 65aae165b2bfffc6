using System;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Client.Guesses;
using NocExpress.Client.Json;
using NocExpress.Text;

namespace NocExpress.Client.Configurations;

/// <summary>
/// Finds out which of the macnums that were asked for a row belongs to. Servers and spreadsheets make numbers of them, which have no
/// leading zeros.
/// </summary>
[GoesBy(Guess.MacnumForm)]
[GoesBy(Guess.ConfigurationOwner)]
internal sealed class MacnumMatcher
{
    public static readonly IReadOnlyList<string> Keys = ["macnum", "site_macnum"];

    private readonly HashSet<string> _asked;
    private readonly ILookup<string, string> _byNumber;

    public MacnumMatcher(IReadOnlyList<string> macnums)
    {
        _asked = new HashSet<string>(macnums, StringComparer.Ordinal);
        _byNumber = macnums.ToLookup(LeadingZeros.Trim, StringComparer.Ordinal);
    }

    /// <summary>Whose the row is.</summary>
    public Owner OwnerOf(JsonFields row)
    {
        Owner owner = default;
        foreach (string key in Keys)
        {
            (string? said, bool isNumber) = row.Peek(key);
            if (string.IsNullOrWhiteSpace(said))
            {
                continue;
            }

            if (Find(said!.Trim(), isNumber) is { } asked)
            {
                return new Owner(key, said.Trim(), asked);
            }

            owner = owner.Key is null ? new Owner(key, said.Trim(), null) : owner;
        }

        return owner.Said is { } number && _byNumber[LeadingZeros.Trim(number)].Any() ? default : owner;
    }

    /// <remarks>A number can be each of several macnums that differ by their zeros alone: then the row does not say whose it is.</remarks>
    private string? Find(string said, bool isNumber)
    {
        if (!isNumber && _asked.Contains(said))
        {
            return said;
        }

        string[] equal = [.. _byNumber[LeadingZeros.Trim(said)].Distinct()];
        return equal.Length == 1 ? equal[0] : null;
    }
}

/// <summary>Whose a row is.</summary>
/// <param name="Key">The field that says it; null where none does.</param>
/// <param name="Said">What it says.</param>
/// <param name="Asked">Which of the macnums that were asked for is meant; null where it is none of them.</param>
internal readonly record struct Owner(string? Key, string? Said, string? Asked)
{
    /// <summary>The macnum: as it was asked for, unless it was asked for without zeros that it has.</summary>
    public string? Macnum => Asked is null || Said!.Length > Asked.Length ? Said : Asked;
}
