using System;
using System.Linq;
using System.Net.Mail;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>Tells whether a text is one e-mail address that mail on the Internet could reach.</summary>
internal static class EmailAddress
{
    private const int LongestAddress = 254;

    public static bool IsWellFormed(string text)
    {
        if (text.Length is 0 or > LongestAddress || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return false;
        }

        try
        {
            MailAddress address = new(text);

            // The parser also takes "Name <address>", stray dots, and hosts that only a local network knows.
            string[] labels = address.Host.Split('.');
            return address.Address == text
                && address.User.Split('.').All(word => word.Length > 0)
                && labels.Length > 1
                && labels.All(IsLabel)
                && labels[labels.Length - 1].Any(char.IsLetter);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <remarks>Letters of any alphabet: such names are encoded on the way.</remarks>
    private static bool IsLabel(string label) =>
        label.Length > 0 && label[0] != '-' && label[label.Length - 1] != '-' && label.All(c => char.IsLetterOrDigit(c) || c == '-');
}
