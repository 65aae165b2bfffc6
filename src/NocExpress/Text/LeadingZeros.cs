using System.Linq;

namespace NocExpress.Text;

/// <summary>Numbers that are names, such as macnums and stores: spreadsheets drop the zeros that they begin with.</summary>
internal static class LeadingZeros
{
    /// <summary>The number without the zeros that it begins with; a text that is no number as it is.</summary>
    public static string Trim(string number) => IsNumber(number) ? number.TrimStart('0') : number;

    public static bool IsNumber(string text) => text.Length > 0 && text.All(static c => c is >= '0' and <= '9');
}
