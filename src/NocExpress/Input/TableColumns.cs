using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Input;

/// <summary>
/// Looks at the columns of a table that is piped in. PowerShell binds those that are called like a parameter and is silent about the others: a
/// misspelt one would open tickets without what it holds.
/// </summary>
internal sealed class TableColumns
{
    /// <summary>A name that is shorter begins too many others.</summary>
    private const int ShortestBeginning = 5;

    private static readonly char[] _separators = [';', ',', '\t', '|'];

    /// <summary>The columns of what this module gives out: whoever pipes an exported table back has not misspelt them.</summary>
    private static readonly HashSet<string> _ofModels = new(
        from type in new[] { typeof(NocSite), typeof(NocConfiguration), typeof(NocJournalEntry) }
        from property in type.GetProperties()
        select property.Name,
        StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _known;
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly (string Letters, string Parameter)[] _names;
    private readonly Func<string, bool> _isGiven;

    /// <param name="parameters">The parameters that a row can hold.</param>
    /// <param name="isGiven">Whether a parameter has its value already, so that nobody misses the column.</param>
    public TableColumns(IReadOnlyList<ParameterMetadata> parameters, Func<string, bool> isGiven)
    {
        _known = new HashSet<string>(parameters.SelectMany(NamesOf), StringComparer.OrdinalIgnoreCase);
        _names =
        [
            .. from parameter in parameters
               from name in NamesOf(parameter)
               where name == parameter.Name || !name.Any(char.IsUpper)
               select (Letters(name), parameter.Name),
        ];
        _isGiven = isGiven;
    }

    /// <summary>A parameter's name and its aliases, among them the API's name of the field.</summary>
    public static IEnumerable<string> NamesOf(ParameterMetadata parameter) => [parameter.Name, .. parameter.Aliases];

    /// <summary>Whether PowerShell reads the parameter from a row.</summary>
    public static bool IsOfRow(ParameterMetadata parameter) =>
        parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName);

    /// <summary>What is wrong with the whole row: its columns stand in the name of one.</summary>
    public string? WrongSeparator(object? row)
    {
        foreach (string column in ColumnsOf(row))
        {
            foreach (char separator in _separators.Where(column.Contains))
            {
                if (column.Split(separator).Select(part => part.Trim(' ', '"', '\uFEFF')).Any(part => _known.Contains(part) || _ofModels.Contains(part)))
                {
                    string written = separator == '\t' ? "\"`t\"" : $"'{separator}'";
                    return "is a table that was read with the wrong separator: "
                        + $"one column is called {TerminalText.Quoted(column)}. Read it by Import-Csv -Delimiter {written}.";
                }
            }
        }

        return null;
    }

    /// <summary>What to tell of the columns that look misspelt, of each once; nothing where there is none.</summary>
    public string? Misspelt(object? row)
    {
        if (WrongSeparator(row) is not null)
        {
            // That is what is wrong with its columns.
            return null;
        }

        string[] columns = [.. ColumnsOf(row)];
        string[] told =
        [
            .. from column in columns.Where(_seen.Add)
               let meant = Meant(column, columns)
               where meant is not null
               select $"{Shown(column)} (is {meant} meant?)",
        ];
        return told.Length == 0 ? null
            : $"A column of the table that is not read: {FirstFew.Of(told, separator: "; ")}. Name a column like the parameter, or leave it out.";
    }

    private static IEnumerable<string> ColumnsOf(object? row) =>
        row is PSObject { BaseObject: PSCustomObject } table ? table.Properties.Select(property => property.Name) : [];

    /// <remarks>What nobody sees may be all that is wrong with a name: the mark at the beginning of a file is the usual one.</remarks>
    private static string Shown(string column) =>
        Rules.Identifier.Read(column, out string visible) is not null || visible.Length != column.Length
            ? $"{TerminalText.Quoted(column)}, with {FirstHidden(column)},"
            : TerminalText.Quoted(column);

    private static string FirstHidden(string column)
    {
        int at = column.Select((c, i) => (c, i)).First(pair => !char.IsLetterOrDigit(pair.c) && pair.c is not ('_' or '-' or '.')).i;
        return CodePoint.Name(column, at);
    }

    private string? Meant(string column, string[] columns)
    {
        if (_known.Contains(column) || _ofModels.Contains(column))
        {
            return null;
        }

        string letters = Letters(column);
        if (letters == "sites" && _known.Contains("maintenance_window"))
        {
            return "Macnum, with MaintenanceWindow,";
        }

        return Nearest(letters)
            ?? _names.FirstOrDefault(name => IsBeginning(letters, name.Letters) && !_isGiven(name.Parameter) && !HasColumn(name.Parameter)).Parameter;

        bool HasColumn(string parameter) => columns.Any(other =>
            _known.Contains(other) && _names.Any(name => name.Parameter == parameter && name.Letters == Letters(other)));
    }

    private string? Nearest(string letters)
    {
        IEnumerable<(string Parameter, int Distance)> near =
            from name in _names
            let distance = EditDistance.Between(letters, name.Letters)
            where distance <= Tolerance(name.Letters.Length)
            orderby distance
            select (name.Parameter, distance);
        return near.FirstOrDefault().Parameter;
    }

    private static bool IsBeginning(string one, string other) =>
        Math.Min(one.Length, other.Length) >= ShortestBeginning
        && (one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal));

    /// <remarks>The longer a name, the less likely is it that another one is near to it by chance.</remarks>
    private static int Tolerance(int length) => length switch
    {
        < 5 => 0,
        < 8 => 1,
        < 12 => 2,
        _ => length / 4,
    };

    private static string Letters(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
