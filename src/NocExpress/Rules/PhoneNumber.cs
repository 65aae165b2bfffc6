using System.Globalization;
using System.Text;

namespace NocExpress.Rules;

/// <summary>
/// Phone numbers as people write them, reduced to the integer that the API takes. What an integer cannot hold (an extension, a leading
/// zero) is refused rather than dropped: the technician would call somebody else.
/// </summary>
internal static class PhoneNumber
{
    /// <summary>E.164 allows no more.</summary>
    private const int MostDigits = 15;

    /// <summary>Returns what is wrong with the text, or nothing and the number.</summary>
    public static string? Read(string? text, out long number)
    {
        number = 0;
        string written = text?.Trim() ?? "";
        StringBuilder digits = new();
        for (int i = 0; i < written.Length; i++)
        {
            char c = written[i];
            if (c is >= '0' and <= '9')
            {
                digits.Append(c);
            }
            else if (!(c is ' ' or '-' or '.' or '(' or ')' || (c == '+' && i == 0)))
            {
                return $"holds '{c}'. The API takes digits alone: give the number without letters or extension; spaces, '-', '.', '(', ')' and a leading '+' are allowed.";
            }
        }

        if (digits.Length == 0)
        {
            return "holds no digit. Give the phone number of the person to call.";
        }

        if (digits.Length > MostDigits)
        {
            return $"has {digits.Length} digits; a phone number has {MostDigits} at most.";
        }

        if (digits[0] == '0')
        {
            return "begins with 0, which is lost in the integer that the API takes. Give the number with its country code.";
        }

        number = long.Parse(digits.ToString(), CultureInfo.InvariantCulture);
        return null;
    }
}
