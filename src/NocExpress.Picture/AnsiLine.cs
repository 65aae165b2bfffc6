using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace NocExpress.Picture;

/// <summary>Text without a gap in it, in one style, and the column that it begins in.</summary>
internal sealed record Cell(int Column, string Text, string Style);

/// <summary>Reads a line with ANSI escape sequences.</summary>
internal static partial class AnsiLine
{
    /// <summary>The CSS classes of the codes (SGR) that the quickstart uses.</summary>
    private static readonly Dictionary<string, string> _styles = new()
    {
        ["0"] = "",
        ["1"] = "bold",
        ["2"] = "faint",
        ["3"] = "italic",
        ["32"] = "green",
    };

    /// <summary>The cells of a line: where there are two spaces or more, a new one begins, so that none must be kept in the SVG.</summary>
    public static Cell[] Parse(string line)
    {
        List<Cell> cells = [];
        string style = "";
        int column = 0;
        foreach (Match part in Parts().Matches(line))
        {
            if (part.Groups["codes"] is { Success: true, Value: string codes })
            {
                style = string.Join(' ', codes.Split(';').Select(code => _styles[code])).Trim();
                continue;
            }

            cells.AddRange(Texts().Matches(part.Value).Select(text => new Cell(column + text.Index, text.Value, style)));
            column += part.Length;
        }

        return [.. cells];
    }

    [GeneratedRegex(@"\e\[(?<codes>[\d;]*)m|[^\e]+")]
    private static partial Regex Parts();

    [GeneratedRegex(@"\S+( \S+)*")]
    private static partial Regex Texts();
}
