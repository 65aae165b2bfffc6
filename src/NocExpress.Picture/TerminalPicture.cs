using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace NocExpress.Picture;

/// <summary>Draws lines as a terminal's window, light or dark as the reader has it.</summary>
internal static class TerminalPicture
{
    private const int Columns = 120;
    private const double ColumnWidth = 8.4;
    private const int LineHeight = 19;
    private const int Margin = 20;
    private const int BarHeight = 36;

    private const string Style = """

            text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #1f2328 }
            .window { fill: #ffffff; stroke: #d1d9e0 } .bar { fill: #f6f8fa; stroke: #d1d9e0 } .title, .faint { fill: #59636e }
            .bold { font-weight: bold } .italic { font-style: italic } .green { fill: #1a7f37 }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 }
              .window { fill: #0d1117; stroke: #3d444d } .bar { fill: #161b22; stroke: #3d444d } .title, .faint { fill: #9198a1 }
              .green { fill: #3fb950 }
            }

        """;

    private static readonly string[] _buttons = ["#ff5f57", "#febc2e", "#28c840"];
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    public static XDocument Draw(string command, IEnumerable<Cell[]> lines)
    {
        Cell[][] all = [[new Cell(0, "$", "green bold"), new Cell(2, command, "bold")], .. lines];
        double width = (2 * Margin) + (Columns * ColumnWidth);
        int height = BarHeight + (2 * Margin) + (all.Length * LineHeight);
        return new XDocument(new XElement(
            _svg + "svg",
            new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}")),
            new XAttribute("role", "img"),
            new XElement(_svg + "title", $"What `{command}` prints"),
            new XElement(_svg + "style", Style),
            Window(width, height),
            all.SelectMany((line, number) => line.Select(cell => Text(cell, BarHeight + Margin + ((number + 0.75) * LineHeight))))));
    }

    private static IEnumerable<XElement> Window(double width, int height)
    {
        yield return new XElement(
            _svg + "rect",
            new XAttribute("class", "window"),
            Numbers(("x", 0.5), ("y", 0.5), ("width", width - 1), ("height", height - 1), ("rx", 10)));
        string bar = string.Create(CultureInfo.InvariantCulture, $"M0.5,{BarHeight}.5 v-26 q0,-10 10,-10 h{width - 21} q10,0 10,10 v26 z");
        yield return new XElement(_svg + "path", new XAttribute("class", "bar"), new XAttribute("d", bar));
        for (int button = 0; button < _buttons.Length; button++)
        {
            yield return new XElement(
                _svg + "circle", new XAttribute("fill", _buttons[button]), Numbers(("cx", 22 + (20 * button)), ("cy", 18.5), ("r", 6)));
        }

        yield return new XElement(
            _svg + "text",
            new XAttribute("class", "title"),
            new XAttribute("text-anchor", "middle"),
            Numbers(("x", width / 2), ("y", 23)),
            "NocExpress");
    }

    /// <remarks>Its length is given, so that the columns hold in any font.</remarks>
    private static XElement Text(Cell cell, double y) => new(
        _svg + "text",
        cell.Style.Length == 0 ? null : new XAttribute("class", cell.Style),
        Numbers(("x", Margin + (cell.Column * ColumnWidth)), ("y", y), ("textLength", cell.Text.Length * ColumnWidth)),
        cell.Text);

    private static IEnumerable<XAttribute> Numbers(params (string Name, double Value)[] numbers) =>
        numbers.Select(number => new XAttribute(number.Name, number.Value.ToString("0.##", CultureInfo.InvariantCulture)));
}
