using System;
using System.Linq;
using System.Net.Mail;

namespace NocExpress.Client.Tickets;

/// <summary>Tells whether a text is one e-mail address that mail on the Internet could reach.</summary>
internal static class EmailAddress
{
    private const int LongestAddress = 254;

    public static bool IsWellFormed(string text)
    {
        if (text.Length > LongestAddress || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return false;
        }

        try
        {
            MailAddress address = new(text);

            // The parser also takes "Name <address>", and hosts that only a local network knows.
            return address.Address == text
                && address.Host.Contains('.')
                && address.Host.Split('.').All(label => label.Length > 0)
                && Uri.CheckHostName(address.Host) == UriHostNameType.Dns;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
