using System.Collections.Generic;
using System.Linq;
using NocExpress.Text;

namespace NocExpress.Contract;

/// <summary>
/// One thing that is wrong with the input, and all the items it is wrong with: a parameter given once for 200 items is reported once.
/// </summary>
internal sealed class TicketValidationError(string about, string? value, string problem, IReadOnlyList<TicketItem> items)
{
    private const int ItemsNamed = 5;
    private const int LongestValue = 100;

    public IReadOnlyList<TicketItem> Items { get; } = items;

    public string Message
    {
        get
        {
            string named = FirstFew.Of(Items.Select(item => item.ToString()), ItemsNamed, "; ");
            string shown = value is null ? "" : $" '{TerminalText.Line(value, LongestValue)}'";
            return $"{about}{shown} {problem} ({named}) Nothing was sent.";
        }
    }
}
