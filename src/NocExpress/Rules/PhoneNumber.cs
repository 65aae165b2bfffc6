using System.Globalization;
using System.Linq;
using System.Text;
using NocExpress.Text;

namespace NocExpress.Rules;

/// <summary>
/// Phone numbers as people write them, reduced to the integer that the API takes. Digits are never added and never dropped: what an integer
/// cannot hold (an extension, a leading zero) and what is no part of a number (a spreadsheet's <c>.0</c>) is refused, because the technician
/// would call somebody else.
/// </summary>
internal static class PhoneNumber
{
    /// <summary>E.164 allows no more.</summary>
    private const int MostDigits = 15;

    private const string Allowed = "spaces, '-', '(', ')', '.' between groups, and a leading '+' are allowed";

    /// <summary>Returns what is wrong with the text, or nothing and the number.</summary>
    public static string? Read(string? text, out long number)
    {
        number = 0;
        string written = text?.Trim() ?? "";
        StringBuilder digits = new();
        for (int i = 0; i < written.Length; i++)
        {
            char c = written[i];
            if (IsDigit(c))
            {
                digits.Append(c);
            }
            else if (!(IsSeparator(c) || (c == '.' && IsBetweenDigits(written, i)) || (c is '+' or '\uFF0B' && digits.Length == 0)))
            {
                return $"holds {Named(c)}. The API takes digits alone: give the number without letters or extension; {Allowed}.";
            }
        }

        return ProblemWith(written, digits) is { } problem ? problem : Parse(digits, out number);
    }

    private static string? ProblemWith(string written, StringBuilder digits) =>
        digits.Length == 0 ? "holds no digit. Give the phone number of the person to call."
        : EndsInFraction(written) ? $"ends in a fraction, as a spreadsheet writes numbers ('{written.Substring(written.LastIndexOf('.'))}'). Give the digits of the number alone."
        : digits.Length > MostDigits ? $"has {digits.Length} digits; a phone number has {MostDigits} at most."
        : digits[0] == '0' ? "begins with 0, which is lost in the integer that the API takes. Give the number with its country code."
        : null;

    private static string? Parse(StringBuilder digits, out long number)
    {
        number = long.Parse(digits.ToString(), CultureInfo.InvariantCulture);
        return null;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    /// <remarks>
    /// Chat programs and address books put no-break and narrow spaces, hyphens and minus signs of any width, and marks that keep a number
    /// running from left to right. Marks that turn its direction make it look like another number, and are refused.
    /// </remarks>
    private static bool IsSeparator(char c) =>
        c is '(' or ')' or '\uFF08' or '\uFF09' or '\u2212' or '\u00AD' or '\u200B' or '\u2060' or '\u200E' or '\u202A' or '\u202C' or '\u2066' or '\u2068' or '\u2069'
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation;

    private static bool IsBetweenDigits(string text, int at) =>
        at > 0 && at + 1 < text.Length && IsDigit(text[at - 1]) && IsDigit(text[at + 1]);

    /// <remarks>What stands behind the last dot is a group where it has three digits or more, or where others of its kind stand before it.</remarks>
    private static bool EndsInFraction(string text)
    {
        int dot = text.LastIndexOf('.');
        if (dot < 0)
        {
            return false;
        }

        string last = new([.. text.Skip(dot + 1).TakeWhile(IsDigit)]);
        bool isOnly = text.IndexOf('.') == dot;
        return dot + 1 + last.Length == text.Length && (last.Length == 1 || (last.Length == 2 && (isOnly || last == "00")));
    }

    private static string Named(char c) => c is > ' ' and < '\u007F' ? $"'{c}'" : $"the character {CodePoint.Name(c)}";
}
